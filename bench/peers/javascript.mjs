// No engine: one JavaScript function generated from all rules. What a peer takes
// longer than this is the price of its engine, not of JavaScript.

import { serve } from './peer.mjs';
import { expressionText, readWork, usage } from './work.mjs';

const [file, ...rest] = process.argv.slice(2);
if (file === undefined || rest.length > 0) usage('javascript.mjs FILE');
const work = readWork(file);

const lines = work.rules.map(({ id, violated }) => {
  const condition = expressionText(violated, (i) => `facts[${i}]`);
  return `if (${condition}) found.push(${JSON.stringify(id)});`;
});

await serve(work, {
  name: 'generated JavaScript',
  version: process.version,
  answer: 'all',
  requests: work.requests.map((request) => Array.from(request, (digit) => digit === '1')),
  decide: new Function('facts', ['const found = [];', ...lines, 'return found;'].join('\n')),
});
