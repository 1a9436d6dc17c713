// The work that every peer is given: rules, requests and the oracle's answers,
// as the benchmark wrote them to one JSON file.
//
//   {"atoms": ["a0", ...],
//    "rules": [{"id": "pipl.x", "violated": EXPR}, ...],
//    "requests": ["0110...", ...],          one digit an atom
//    "violated": [[rule, ...], ...]}        indexes of rules, one list a request
//
//   EXPR = {"atom": i} | {"not": EXPR} | {"and": [EXPR...]} | {"or": [EXPR...]} | true | false

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

const EXIT_USAGE = 64;
const EXIT_BAD_INPUT = 65;

export function fail(message, status = EXIT_BAD_INPUT) {
  console.error(`${basename(process.argv[1])}: ${message}`);
  process.exit(status);
}

export function usage(text) {
  fail(`usage: ${text}`, EXIT_USAGE);
}

export function readWork(file) {
  let work;
  try {
    work = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    fail(`cannot read \`${file}\`: ${error.message}`);
  }
  for (const part of ['atoms', 'rules', 'requests', 'violated']) {
    if (!Array.isArray(work[part])) fail(`${file}: \`${part}\` is not a list`);
  }
  if (work.requests.length === 0) fail(`${file}: \`requests\` is empty`);
  if (work.requests.length !== work.violated.length) {
    fail(`${file}: ${work.requests.length} requests, but ${work.violated.length} answers`);
  }
  const digits = new RegExp(`^[01]{${work.atoms.length}}$`);
  const wrong = work.requests.findIndex((request) => !digits.test(request));
  if (wrong >= 0) fail(`${file}: request ${wrong} does not give each of ${work.atoms.length} atoms a 0 or a 1`);
  return work;
}

// The expression in the syntax that Cedar, Casbin and JavaScript share;
// `atom(i)` is how the engine at hand writes atom i.
export function expressionText(expression, atom) {
  if (expression === true || expression === false) return String(expression);
  if (Number.isInteger(expression.atom)) return atom(expression.atom);
  if (expression.not !== undefined) return `!(${expressionText(expression.not, atom)})`;
  const [operands, operator, empty] =
    expression.and !== undefined ? [expression.and, ' && ', 'true'] : [expression.or, ' || ', 'false'];
  if (!Array.isArray(operands)) fail(`an expression is no \`atom\`, \`not\`, \`and\` or \`or\``);
  if (operands.length === 0) return empty;
  return `(${operands.map((operand) => expressionText(operand, atom)).join(operator)})`;
}

// The name of atom i inside an engine. Short, because engines that hash or copy
// names pay by the letter, and the length of our names is not theirs to answer for.
export const attribute = (i) => `a${i}`;

// A request as an object of booleans by attribute.
export function attributes(request) {
  return Object.fromEntries(Array.from(request, (digit, i) => [attribute(i), digit === '1']));
}

// The installed version of a package.
export function versionOf(name) {
  return JSON.parse(readFileSync(new URL(`./node_modules/${name}/package.json`, import.meta.url), 'utf8')).version;
}
