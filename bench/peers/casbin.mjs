// Casbin: a policy line a rule, its condition judged by eval(p.sub_rule), and
// whoever is denied by one line is denied.
//
// enforceExSync stops at the first line that denies and gives that one only. With
// --all, a function of ours at the end of the matcher notes each rule whose
// condition holds and denies nothing, so that Casbin goes through all of them.

import { newEnforcer, newModelFromString } from 'casbin';

import { serve } from './peer.mjs';
import { attribute, attributes, expressionText, readWork, usage, versionOf } from './work.mjs';

const [file, flag, ...rest] = process.argv.slice(2);
if (file === undefined || (flag ?? '--all') !== '--all' || rest.length > 0) usage('casbin.mjs FILE [--all]');
const all = flag === '--all';
const work = readWork(file);

const model = newModelFromString(`
[request_definition]
r = facts

[policy_definition]
p = id, sub_rule, eft

[policy_effect]
e = !some(where (p.eft == deny))

[matchers]
m = eval(p.sub_rule)${all ? ' && noted(p.id)' : ''}
`);

const enforcer = await newEnforcer(model);
// One object as r.facts, not a field an atom: Casbin copies the fields once a rule.
await enforcer.addPolicies(
  work.rules.map(({ id, violated }) => [id, expressionText(violated, (i) => `r.facts.${attribute(i)}`), 'deny']),
);

let found = [];
await enforcer.addFunction('noted', (id) => {
  found.push(id);
  return false;
});

function decideAll(facts) {
  found = [];
  enforcer.enforceSync(facts);
  return found;
}

const NONE = [];

function decideFirst(facts) {
  const [allowed, line] = enforcer.enforceExSync(facts);
  return allowed ? NONE : [line[0]];
}

await serve(work, {
  name: all ? 'node-casbin' : 'node-casbin, first breach only',
  version: versionOf('casbin'),
  answer: all ? 'all' : 'first',
  requests: work.requests.map(attributes),
  decide: all ? decideAll : decideFirst,
});
