/** How the page around the explorers looks. */
export const pageStyle = `
  :root { color-scheme: light dark; --line: light-dark(#d6d8dd, #3b3f46); --soft: light-dark(#f5f6f8, #1d2025);
    --mark: light-dark(#1f5fbf, #8ab4f8); font: 14px/1.4 system-ui, sans-serif; }
  * { box-sizing: border-box; }
  body { margin: 0; height: 100vh; display: grid; grid-template: auto 1fr / auto 1fr; }
  header { grid-column: 1 / -1; display: flex; gap: 12px; align-items: center; flex-wrap: wrap; padding: 8px 16px;
    border-bottom: 1px solid var(--line); background: var(--soft); }
  h1 { font-size: 16px; margin: 0; }
  #note { flex: 1; margin: 0; }
  #note a { color: var(--mark); }
  button { font: inherit; color: inherit; background: none; border: 1px solid var(--line); border-radius: 6px;
    padding: 4px 10px; cursor: pointer; }
  button:hover:enabled { border-color: var(--mark); }
  button:disabled { opacity: 0.6; cursor: default; }
  button[aria-pressed="true"] { border-color: var(--mark); color: var(--mark); font-weight: 600; }
  aside { width: 290px; display: flex; flex-direction: column; min-height: 0; border-right: 1px solid var(--line); }
  aside label { padding: 10px 12px 6px; font-weight: 600; }
  aside input { display: block; width: 100%; margin-top: 6px; font: inherit; font-weight: 400; padding: 5px 8px; }
  aside ul { list-style: none; margin: 0; padding: 0 12px 12px; overflow-y: auto; }
  aside li button { display: block; width: 100%; text-align: left; margin-top: 6px; overflow-wrap: anywhere; }
  aside small { display: block; font-weight: 400; opacity: 0.85; }
  main { grid-column: 2; min-width: 0; }
  aside[hidden] { display: none; }
  aside[hidden] + main { grid-column: 1 / -1; }
  main iframe { display: block; border: none; width: 100%; height: 100%; background: #fff; }
`;
