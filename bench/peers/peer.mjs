// What all peers do: agree with the oracle, then decide requests on command and
// say how long it took.
//
//   await serve(work, engine);
//   engine = {name, version, answer, requests, decide}
//     answer     'all': every violated rule; 'first': only the first in order
//     requests   the work's requests, in the form that the engine takes
//     decide     request -> ids of violated rules; what is timed
//
// Standard output, one JSON object a line:
//   at the start  {"engine", "version", "answer", "agreed"}; after a disagreement
//                 none, but a message on standard error and exit 65
//   run N         {"ns_per_request_median", "p99", "total_ns", "requests",
//                 "requests_per_sample"}; N requests from where the last run ended
//   quit          nothing; the end of the input does the same

import { createInterface } from 'node:readline';

import { fail } from './work.mjs';

const WARM_UP_NS = 300e6; // For the just-in-time compiler to settle.
const SAMPLE_NS_MIN = 4000; // Reading the clock twice stays near one part in a hundred.
const REQUESTS_MAX = 10_000_000;
const NS_PER_MS = 1e6;

function expected(work, answer, i) {
  const rules = [...work.violated[i]].sort((a, b) => a - b).map((rule) => work.rules[rule].id);
  return answer === 'first' ? rules.slice(0, 1) : rules;
}

// The number of requests on which the engine and the oracle agree: all of them.
function agree(work, engine) {
  engine.requests.forEach((request, i) => {
    const wanted = expected(work, engine.answer, i).sort().join(' ');
    const given = [...engine.decide(request)].sort().join(' ');
    if (given !== wanted) {
      fail(`request ${i}: ${engine.name} finds \`${given}\` violated, the oracle \`${wanted}\``);
    }
  });
  return engine.requests.length;
}

class Timer {
  #engine;
  #next = 0;
  #perSample = 1;
  #found = 0; // Keeps the compiler from removing decisions that nobody reads.

  constructor(engine) {
    this.#engine = engine;
    let requests = 0;
    let spent = 0;
    for (; spent < WARM_UP_NS; requests += 64) spent += this.#decide(64);
    this.#perSample = Math.max(1, Math.ceil((SAMPLE_NS_MIN * requests) / spent));
  }

  // Nanoseconds that `count` requests took.
  #decide(count) {
    const { requests, decide } = this.#engine;
    const start = performance.now();
    for (let i = 0; i < count; ++i) {
      this.#found += decide(requests[this.#next]).length;
      this.#next = this.#next + 1 === requests.length ? 0 : this.#next + 1;
    }
    return (performance.now() - start) * NS_PER_MS;
  }

  run(count) {
    const samples = new Float64Array(Math.ceil(count / this.#perSample));
    let total = 0;
    for (let i = 0; i < samples.length; ++i) {
      const size = Math.min(this.#perSample, count - i * this.#perSample);
      const took = this.#decide(size);
      total += took;
      samples[i] = took / size;
    }
    samples.sort();
    const quantile = (q) => samples[Math.ceil(q * (samples.length - 1))];
    return {
      ns_per_request_median: quantile(0.5),
      p99: quantile(0.99),
      total_ns: total,
      requests: count,
      requests_per_sample: this.#perSample,
    };
  }
}

const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);

export async function serve(work, engine) {
  const agreed = agree(work, engine);
  const timer = new Timer(engine);
  say({ engine: engine.name, version: engine.version, answer: engine.answer, agreed });
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === 'quit') break;
    const count = Number(/^run (\d{1,8})$/.exec(line)?.[1]);
    if (!(count >= 1 && count <= REQUESTS_MAX)) {
      fail(`a command is \`run N\`, N from 1 to ${REQUESTS_MAX}, or \`quit\``);
    }
    say(timer.run(count));
  }
  process.exit(0);
}
