/* The page is whole without this: it only brings things nearer. `make script` makes page.js of it,
   without comments and blanks and with short names: so it keeps to plain ways of writing (see
   tests/squeezing.py). */
(() => {
  const page = document;
  const all = (selector, around) => [...(around || page).querySelectorAll(selector)];
  const find = address => page.getElementById(decodeURIComponent(address.replace('#', '')));
  const [article, card, panel, pick, told] =
    ['text', 'card', 'cite', 'pick', 'told'].map(name => find('~/' + name));
  const query = address => new URLSearchParams(address.search);
  const show = (box, source) => box.showPopover({ 'source': source });

  /* Rules beside speeches; on a wide screen a note beside its call, or below the note before it,
     though the list may have those of the author first. */
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(find('~/margin').textContent);
  page.adoptedStyleSheets = [sheet];
  const notes = all('.notes>ol>li').sort((one, other) => one.value - other.value);
  const top = part => part ? part.getBoundingClientRect().top : 0;
  new ResizeObserver(() => {
    let above = 0;
    notes.map(note => [top(find(all('.back', note)[0]?.hash + '')) - top(note.offsetParent),
      note.offsetHeight]).forEach(([start, height], n) => {
      above = Math.max(start, above);
      notes[n].style.top = above + 'px';
      above += height && height + 12;
    });
  }).observe(article);

  /* The range from one passage to another, and the reading text of a range as the edition has it. */
  const span = (first, last) => {
    const range = new Range();
    range.setStartBefore(first);
    range.setEndAfter(last);
    return range;
  };
  const read = range => {
    const copy = range.cloneContents();
    all('.source,.call,.number,.voice,.page,.fw', copy).forEach(part => part.remove());
    all(':not(span,a,time,em,i,b)', copy).forEach(part => part.append(' '));
    return copy.textContent.normalize().replace(/\s+/g, ' ').trim();
  };

  /* Fingerprints: those that the page carries, in the addresses of its passages, and those that
     are reckoned here, if all that has both agrees. On plain http browsers do not lend their
     SHA-256, and there are none. */
  const links = all('a[href^="?"]');
  const known = new Map(links.map(link => [find(link.hash), query(link).get('fp')]));
  const digest = async text => {
    const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
    return (new DataView(hash).getBigUint64() >> 24n).toString(32).padStart(8, 0)
      .replace(/./g, sign => 'abcdefghijklmnopqrstuvwxyz234567'[parseInt(sign, 32)]);
  };
  const reckon = async range => {
    const text = read(range);
    return await digest(text) + '.' + await digest(text.replace(/[^\p{L}\p{N}]/gu, '')
      .replace(/./gu, sign => sign.toUpperCase().toLowerCase()));
  };
  const marks = async (first, last) => {
    if (first == last && known.has(first)) return known.get(first);
    const range = span(first, last);
    for (const [part, mark] of known)
      if (range.intersectsNode(part) && mark != await reckon(span(part, part))) return;
    return reckon(range);
  };

  /* The citation: rows of the panel, filled from the styles in "About this edition". A passage
     stands by paragraphs (p), lines (l), other units by their names; a range by two of them, if
     these are counted in the same part. */
  const blocks = 'p[id],.p,.ab,.l';
  const [select] = all('select', panel);
  const rows = all('span', panel);
  const styles = all('.styles dd');
  let address, quoted, unit, at;
  const place = part => {
    const box = part.closest(blocks)?.dataset;
    at = box?.at || box?.n || '';
    unit = box?.unit || (part.closest('.l') ? 'l' : 'p');
    return unit + at.replace(/^\S*/, '');
  };
  const fill = () => {
    all('p', styles[select.selectedIndex]).forEach((row, n) => {
      const copy = row.cloneNode(true);
      all('span', copy).forEach(pin =>
        pin.append(at && (pin.dataset[unit] || '').replace('#', at)));
      all('a', copy).forEach(link => link.textContent = address);
      rows[n].textContent = copy.textContent;
    });
    rows[2].textContent = address + quoted;
    all('[download]').forEach(link => link.href = URL.createObjectURL(new Blob([
      link.dataset.text
        .replace(at ? '␀' : /.*␀.*\n/, at && panel.dataset[unit].replace('#', at))
        .replace('␁', address).replace(/\n/g, '\r\n')])));
    sessionStorage.style = select.value;
  };
  const offer = async (source, first, last, words) => {
    quoted = words;
    const kind = place(last), end = at, said = query(links[0]);
    const mark = await marks(first, last).catch(() => ''), isOne = place(first) == kind;
    mark ? said.set('fp', mark) : said.delete('fp');
    if (first != last) said.set('end', last.id);
    if (at != end && isOne) {
      at = at.replace(/ .*|$/, '–' + end.replace(at.replace(/[^.]*$/, ''), ''));
      unit += unit;
    }
    address = (all('[rel=canonical]')[0] || location).href.split(/[?#]/)[0] + '?' + said + '#'
      + first.id;
    show(panel, source);
    fill();
  };
  panel.onclick = event => {
    const button = event.target.closest('button');
    if (!button) return;
    getSelection().selectAllChildren(button.previousElementSibling);
    page.execCommand('copy');
  };
  select.onchange = fill;

  /* Pressing a number gives its citation; pressing what leads to an entry or a note shows that
     beside the word; the links themselves still work. */
  page.onclick = event => {
    const link = event.target.closest('article a,.cards a'), entry = link && find(link.hash);
    if (!entry || event.ctrlKey || event.metaKey) return;
    if (links.includes(link)) offer(link, entry, entry, '');
    else if (entry.matches('li') && getComputedStyle(entry).position != 'absolute') {
      card.firstChild.replaceChildren(...entry.cloneNode(true).childNodes);
      all('[id]', card).forEach(part => part.removeAttribute('id'));
      card.lastChild.href = link.hash;
      show(card, link);
    } else return;
    event.preventDefault();
  };
  card.onclick = event => event.target.closest('a') && card.hidePopover();

  /* Selected words are cited by the passage that holds them, or from the first to the last. */
  let picked;
  page.onselectionchange = () => {
    const chosen = getSelection();
    if (!(pick.hidden = chosen.isCollapsed || !article.contains(chosen.focusNode)))
      picked = chosen.getRangeAt(0);
  };
  pick.onclick = () => {
    const parts = all(blocks, article).filter(part => picked.intersectsNode(part));
    if (!picked.endOffset && parts[1]) parts.pop();
    const chosen = read(picked).split(' ');
    if (parts[0]) offer(pick, parts[0], parts.at(-1),
      ':~:text=' + (chosen[9] ? [chosen.slice(0, 4), chosen.slice(-4)] : [chosen])
        .map(some => encodeURIComponent(some.join(' '))));
  };

  /* An address that carries fingerprints is compared with what the page carries. */
  (async () => {
    const asked = query(location), mark = asked.get('fp'), version = asked.get('v');
    if (!mark) return;
    const like = other => other == mark ? 'same'
      : other?.slice(9) == mark.slice(9) && 'typography';
    const end = asked.get('end'), first = find(location.hash), last = end ? find(end) : first;
    const earlier = all('.earlier').find(row => row.dataset.was == first?.id && like(row.dataset.fp));
    const heirs = links.filter(link => like(query(link).get('fp')));
    const now = last && await marks(first, last).catch(() => '');
    const kind = first?.closest('.gone') ? 'withdrawn' : asked.has('profile') ? 'unknown'
      : now && like(now) || (heirs[0] ? 'moved' : earlier ? 'earlier'
        : last ? now ? 'altered' : 'unknown' : 'missing');
    told.firstChild.append(told.dataset[kind], kind == 'withdrawn' ? first.textContent
      : kind == 'earlier' ? earlier.lastChild.textContent : '',
      ...kind == 'moved' ? heirs.map(link => link.cloneNode(true)) : [],
      version ? told.dataset.version + version : '');
    show(told);
    if (last != first) CSS.highlights?.set('cited', new Highlight(span(first, last)));
  })();

  /* Last, as browsers may refuse to keep anything. */
  select.value = sessionStorage.style || select.value;
})();
