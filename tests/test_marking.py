from lxml import etree

from edition.stylesheet.marking import mark


def page(body: str) -> str:
    """The body of a page when it is marked."""
    root = etree.fromstring(f"<html><head/><body>{body}</body></html>")
    mark(root)
    written = etree.tostring(root, encoding="unicode", method="html")
    return written.partition("<body>")[2].partition("</body>")[0]


def test_what_was_deleted_across_paragraphs_is_marked_word_by_word() -> None:
    body = (
        '<p>a <span class="delSpan" data-until="e"/>b <i>c</i> d</p><p>e</p>'
        '<p>f <span id="e"/>g</p>'
    )
    assert page(body) == (
        '<p>a <span class="delSpan"></span><del class="source">b </del>'
        '<i><del class="source">c</del></i><del class="source"> d</del></p>'
        '<p class="source"><del class="source">e</del></p>'
        '<p><del class="source">f </del><span id="e"></span>g</p>'
    )


def test_stretches_that_overlap_are_marked_as_both() -> None:
    body = (
        '<p><span class="addSpan" data-until="x"/>a<span class="damageSpan" data-until="y"/>b'
        '<span id="x"/>c<span id="y"/>d</p>'
    )
    assert page(body) == (
        '<p><span class="addSpan"></span><ins>a</ins><span class="damageSpan"></span>'
        '<ins><span class="damage">b</span></ins><span id="x"></span>'
        '<span class="damage">c</span><span id="y"></span>d</p>'
    )


def test_a_call_goes_with_the_words_of_a_stretch_that_was_deleted() -> None:
    body = '<p><span class="{}" data-until="e"/>a<a class="call" href="#n">1</a><i id="e"/></p>'
    assert '<a class="call source" href="#n">1</a>' in page(body.format("delSpan"))
    assert '<a class="call" href="#n">1</a>' in page(body.format("addSpan"))
    opening = body.replace('"call"', '"call opens"').format("delSpan")
    assert '<a class="call opens source" href="#n">1</a>' in page(opening)


def test_what_belongs_to_the_interface_is_no_part_of_a_stretch() -> None:
    body = '<p><span class="delSpan" data-until="e"/>a<a class="number" href="#n">1</a></p>'
    assert '<a class="number" href="#n">1</a>' in page(body)


def test_the_switch_of_a_page_is_reached_also_where_its_title_was_deleted() -> None:
    legend = '<div class="legend"><p>Show the text</p></div>'
    body = f'<span class="delSpan" data-until="e"/><h1>a</h1>{legend}<p>b</p><span id="e"/>'
    assert legend in page(body)
    assert '<p class="source"><del class="source">b</del></p>' in page(body)


def test_a_soft_hyphen_is_set_apart_wherever_it_stands() -> None:
    hyphen = '<span class="source soft">\xad</span>'
    assert page("<p>a\xadb\xadc<i>d\xade</i>f\xadg</p>") == (
        f"<p>a{hyphen}b{hyphen}c<i>d{hyphen}e</i>f{hyphen}g</p>"
    )


def test_no_space_is_left_around_a_break_within_a_word() -> None:
    body = '<p>har\n<span class="lb" data-break="no"/>\n  bour</p>'
    assert page(body) == '<p>har<span class="lb" data-break="no"></span>bour</p>'


def test_any_number_of_breaks_may_stand_between_what_is_joined() -> None:
    breaks = '<span class="lb"> </span>\n' * 2_000
    body = f'<p><span class="w" data-join="right">a</span> {breaks}<span class="w">b</span></p>'
    closed = '<span class="lb"></span>' * 2_000
    assert f'<span class="w">a</span>{closed}<span class="w">b</span>' in page(body)
    within = "<p>a\n" + '<span class="lb" data-break="no"/>\n' * 2_000 + "b</p>"
    assert page(within).startswith('<p>a<span class="lb" data-break="no"></span><span')
