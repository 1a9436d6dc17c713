// Cedar: a forbid policy a rule, named as the rule, beside one that permits all.
// Of a denied request the determining policies are the violated rules.
//
// Policies are parsed once (statefulIsAuthorized). An atom holds where the context
// has its attribute: a request then carries only what is true from JavaScript to
// wasm, which saves a quarter of the time or more. There is no schema, because
// checking requests against one costs half as much again and no other peer does so.

import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';

import { serve } from './peer.mjs';
import { attribute, attributes, expressionText, fail, readWork, usage, versionOf } from './work.mjs';

const POLICIES = 'rules';
const PERMIT = 'permit all'; // No rule has a space in its id.

const [file, ...rest] = process.argv.slice(2);
if (file === undefined || rest.length > 0) usage('cedar.mjs FILE');
const work = readWork(file);

const policies = { [PERMIT]: 'permit(principal, action, resource);' };
for (const { id, violated } of work.rules) {
  const condition = expressionText(violated, (i) => `(context has ${attribute(i)})`);
  policies[id] = `forbid(principal, action, resource) when { ${condition} };`;
}
const parsed = preparsePolicySet(POLICIES, { staticPolicies: policies });
if (parsed.type !== 'success') fail(`the policies do not parse: ${parsed.errors[0].message}`);

const onlyTrue = (facts) => Object.fromEntries(Object.entries(facts).filter(([, holds]) => holds));

const requests = work.requests.map((request) => ({
  principal: { type: 'Handler', id: 'h' },
  action: { type: 'Action', id: 'handle' },
  resource: { type: 'Information', id: 'i' },
  context: onlyTrue(attributes(request)),
  preparsedPolicySetId: POLICIES,
  entities: [],
}));

const NONE = [];

function decide(request) {
  const answer = statefulIsAuthorized(request);
  if (answer.type !== 'success') throw new Error(answer.errors[0].message);
  const { decision, diagnostics } = answer.response;
  if (diagnostics.errors.length > 0) throw new Error(diagnostics.errors[0].error.message);
  return decision === 'deny' ? diagnostics.reason : NONE;
}

await serve(work, {
  name: 'cedar-wasm',
  version: versionOf('@cedar-policy/cedar-wasm'),
  answer: 'all',
  requests,
  decide,
});
