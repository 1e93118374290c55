/* The lists are whole without this: it leaves of them what holds all the words that are asked for.
   The tool takes its indentation and these comments away. */
(() => {
  const box = document.querySelector('search');
  const find = box.querySelector('input');
  const told = box.querySelector('output');
  const plain = text => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const items = [...document.querySelectorAll('.group li, .parts li')].map(item => [item, plain(item.textContent)]);
  const groups = [...document.querySelectorAll('.group')];
  const show = () => {
    const words = plain(find.value).replace(/[<>@]/g, ' ').split(/\s+/);
    let count = 0;
    for (const [item, text] of items) {
      item.hidden = !words.every(word => text.includes(word));
      count += !item.hidden;
    }
    for (const group of groups) group.hidden = !group.querySelector('li:not([hidden])');
    told.textContent = find.value.trim() ? count || told.dataset.none : '';
  };
  find.addEventListener('input', show);
  find.addEventListener('keydown', event => {
    const first = groups.find(group => !group.hidden)?.querySelector('li:not([hidden]) a');
    if (event.key === 'Enter' && find.value.trim()) first?.click();
  });
  box.hidden = false;
  show();
})();
