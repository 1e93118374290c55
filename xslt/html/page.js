/* The page is whole without this: it only brings things nearer. The tool takes its indentation
   and these comments away; comments to the end of a line would stay. */
(() => {
  const words = document.currentScript.dataset;
  const find = address => document.getElementById(decodeURIComponent(address.slice(1)));

  /* Rules beside speeches; on a wide screen a note beside its call, or below the note before it. */
  if (CSS.supports('anchor-scope', '--a')) {
    const margin = new CSSStyleSheet();
    margin.replaceSync(find('#~/margin').textContent);
    document.adoptedStyleSheets.push(margin);
    let above = '';
    document.querySelectorAll('.notes > ol > li').forEach((note, n) => {
      const call = find(note.querySelector('.back')?.hash || '#');
      if (!call) return;
      call.style.anchorName = `--call-${n}`;
      note.style.anchorName = `--note-${n}`;
      note.style.top = `max(anchor(--call-${n} top)${above})`;
      above = `, anchor(--note-${n} bottom) + .75rem`;
    });
  }

  /* A link to an entry or a note shows it beside the word; the link itself still works. */
  const card = document.createElement('div');
  card.popover = 'auto';
  card.tabIndex = -1;
  document.body.append(card);
  document.addEventListener('click', event => {
    const link = event.target.closest('article a');
    if (!link?.hash || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const entry = find(link.hash);
    if (!entry?.matches('li') || getComputedStyle(entry).position === 'absolute') return;
    event.preventDefault();
    card.replaceChildren(...entry.cloneNode(true).childNodes);
    card.querySelectorAll('.back').forEach(back => back.remove());
    card.querySelectorAll('[id]').forEach(part => part.removeAttribute('id'));
    const more = document.createElement('a');
    more.href = link.hash;
    more.textContent = words.entry;
    const line = document.createElement('p');
    line.append(more);
    card.append(line);
    card.showPopover({ source: link });
    card.focus();
  });
  card.addEventListener('click', event => event.target.closest('a') && card.hidePopover());

  for (const text of document.querySelectorAll('[popover] cite')) {
    const button = document.createElement('button');
    button.textContent = words.copy;
    button.onclick = async () => {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = words.copied;
    };
    text.parentNode.nextElementSibling.append(' ', button);
  }
})();
