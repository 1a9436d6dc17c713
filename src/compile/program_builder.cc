// Lowers a circuit to a Program: which nodes are needed in which polarity, gates of four inputs,
// and an order by depth in which gates of one shape stand together.

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

#include "base/check.h"
#include "compile/program.h"

namespace lawful {

namespace {

constexpr std::size_t kGateInputs = 4;

constexpr Shape narrow(Shape shape) {
  return shape == Shape::kAnd4 ? Shape::kAnd2 : shape == Shape::kOr4 ? Shape::kOr2 : shape;
}
constexpr std::size_t width(Shape shape) {
  if (shape == Shape::kAnd4 || shape == Shape::kOr4) return kGateInputs;
  return shape == Shape::kAnd2 || shape == Shape::kOr2 ? 2 : 1;
}

}  // namespace

class ProgramBuilder {
 public:
  ProgramBuilder(const Circuit& circuit, Program& program)
      : circuit_(circuit), out_(program), uses_(2 * circuit.nodes().size()) {}

  void run(const std::vector<Ref>& early, const std::vector<Ref>& first_row,
           const std::vector<Ref>& second_row) {
    for (const auto* roots : {&early, &first_row, &second_row})
      for (const Ref root : *roots) use(root, 2);  // a root is never merged into another gate
    const std::vector<std::uint32_t> first = need_all(first_row);
    const std::vector<std::uint32_t> outcome = need_all(early);
    const std::size_t early_gates = gates_.size();
    const std::vector<std::uint32_t> second = need_all(second_row);
    place_leaves();
    out_.rows_ = next_;
    next_ += static_cast<std::uint32_t>(first.size() + second.size() + Program::kRowPadding);
    lay_out(0, early_gates, first, out_.rows_);
    out_.early_runs_ = out_.runs_.size();
    lay_out(early_gates, gates_.size(), second,
            out_.rows_ + static_cast<Program::Slot>(first.size()));
    for (const std::uint32_t step : outcome) out_.early_.push_back(slot(step));
    CHECK(next_ <= std::numeric_limits<std::uint16_t>::max());
    out_.slots_ = next_;
  }

 private:
  struct Gate {
    Shape shape = Shape::kAnd4;
    std::vector<std::uint32_t> inputs;  // numbers of steps; of an odd step: one for each input
    std::uint32_t depth = 0;
    NodeOp op = NodeOp::kAnd;
    bool negated = false;
    bool in_row = false;
    std::uint32_t index = 0;
    std::uint32_t slot = 0;
  };

  static std::size_t code(Ref ref) { return 2 * ref.node() + (ref.negated() ? 1 : 0); }

  // Counts who reads each node in each polarity.
  void use(Ref ref, std::uint32_t times) {
    const bool first = uses_[code(ref)] == 0;
    uses_[code(ref)] += times;
    if (!first || is_constant(ref)) return;
    const CircuitNode& node = circuit_[ref];
    const bool flips = node.op == NodeOp::kAnd && ref.negated();
    // The inputs of an odd step are read as they are, whatever becomes of its result.
    for (const Ref input : node.inputs) use(flips ? !input : input, 1);
  }

  std::vector<std::uint32_t> need_all(const std::vector<Ref>& roots) {
    std::vector<std::uint32_t> steps;
    for (const Ref root : roots) steps.push_back(need(root));
    return steps;
  }

  // The number of the step that computes `ref`, which is added with all that it needs. The numbers
  // 0, 1 and 2 are the constants.
  std::uint32_t need(Ref ref) {
    if (is_constant(ref)) return ref == kNoRef ? 0U : ref == kYesRef ? 2U : 1U;
    const auto found = steps_.find(ref);
    if (found != steps_.end()) return found->second;
    const CircuitNode& node = circuit_[ref];
    std::uint32_t step = 0;
    if (node.op == NodeOp::kTest)
      step = leaf(node.index, ref.negated());
    else if (node.op == NodeOp::kAnd)
      step = gate(node, ref.negated());
    else
      step = odd(node, ref.negated());
    steps_.emplace(ref, step);
    return step;
  }

  std::uint32_t leaf(std::uint32_t test, bool negated) {
    out_.leaves_.push_back({test, negated});
    Gate gate;
    gate.op = NodeOp::kTest;
    return add(std::move(gate));
  }

  std::uint32_t gate(const CircuitNode& node, bool negated) {
    Gate gate;
    gate.shape = negated ? Shape::kOr4 : Shape::kAnd4;
    merge(node, negated, gate.inputs);
    return split(std::move(gate));
  }

  // An input of the same shape that nobody else reads becomes part of the gate itself.
  void merge(const CircuitNode& node, bool negated, std::vector<std::uint32_t>& inputs) {
    for (const Ref each : node.inputs) {
      const Ref input = negated ? !each : each;
      const bool same_shape = circuit_[input].op == NodeOp::kAnd && input.negated() == negated;
      if (same_shape && uses_[code(input)] == 1)
        merge(circuit_[input], negated, inputs);
      else
        inputs.push_back(need(input));
    }
  }

  std::uint32_t odd(const CircuitNode& node, bool negated) {
    Gate gate;
    if (node.op == NodeOp::kPossible)
      gate.shape = negated ? Shape::kNotPossible : Shape::kPossible;
    else if (node.op == NodeOp::kAssumed)
      gate.shape = negated ? Shape::kNotAssumed : Shape::kAssumed;
    else if (node.op == NodeOp::kPresumed)
      gate.shape = Shape::kPresumed;
    else if (node.op == NodeOp::kServed)
      gate.shape = Shape::kServed;
    else
      gate.shape = Shape::kOutcome;
    gate.op = node.op;
    gate.negated = negated;
    gate.index = node.index;
    for (const Ref input : node.inputs) gate.inputs.push_back(need(input));
    return add(std::move(gate));
  }

  // The shallowest inputs are put together first, so that the tree is as flat as it can be.
  std::uint32_t split(Gate gate) {
    while (gate.inputs.size() > kGateInputs) {
      std::stable_sort(gate.inputs.begin(), gate.inputs.end(),
                       [&](std::uint32_t a, std::uint32_t b) { return depth(a) < depth(b); });
      const std::size_t spare = gate.inputs.size() - kGateInputs;
      const auto take = static_cast<std::ptrdiff_t>(std::min(kGateInputs, spare + 1));
      Gate part;
      part.shape = gate.shape;
      part.inputs.assign(gate.inputs.begin(), gate.inputs.begin() + take);
      gate.inputs.erase(gate.inputs.begin(), gate.inputs.begin() + take);
      gate.inputs.push_back(add(std::move(part)));
    }
    return add(std::move(gate));
  }

  std::uint32_t depth(std::uint32_t step) const {
    return step < Program::kConstants ? 0 : gates_[step - Program::kConstants].depth;
  }

  void measure(Gate& gate) const {
    gate.depth = gate.op == NodeOp::kTest ? 0 : 1;
    for (const std::uint32_t input : gate.inputs)
      gate.depth = std::max(gate.depth, depth(input) + 1);
  }

  std::uint32_t add(Gate gate) {
    measure(gate);
    const auto number = static_cast<std::uint32_t>(gates_.size() + Program::kConstants);
    if (gate.op == NodeOp::kAnd) {
      std::sort(gate.inputs.begin(), gate.inputs.end());
      const auto [place, added] = known_.try_emplace({gate.shape, gate.inputs}, number);
      if (!added) return place->second;
    }
    gates_.push_back(std::move(gate));
    return number;
  }

  std::uint16_t slot(std::uint32_t step) const {
    return static_cast<std::uint16_t>(
        step < Program::kConstants ? step : gates_[step - Program::kConstants].slot);
  }

  void place_leaves() {
    next_ = Program::kConstants;
    for (Gate& gate : gates_)
      if (gate.op == NodeOp::kTest) gate.slot = next_++;
  }

  // Gives the gates of a part their slots and their code, the shallow ones first. The gates of a
  // row stand together, at one depth; where a root is no gate of its own, a gate copies it.
  void lay_out(std::size_t from, std::size_t to, const std::vector<std::uint32_t>& row,
               Program::Slot row_slot) {
    const std::vector<bool> read = read_by(row);
    std::vector<Gate> copies;
    copies.reserve(row.size());
    std::vector<Gate*> in_row;
    for (const std::uint32_t step : row) {
      Gate* gate =
          step < from + Program::kConstants ? nullptr : &gates_[step - Program::kConstants];
      const bool by_itself = gate != nullptr && gate->shape == Shape::kAnd4 &&
                             gate->op == NodeOp::kAnd && !gate->in_row && !read[step];
      if (!by_itself) {
        copies.push_back({});
        copies.back().inputs.push_back(step);
        gate = &copies.back();
      }
      gate->in_row = true;
      gate->slot = row_slot++;
      in_row.push_back(gate);
    }
    const std::uint32_t row_depth = settle_depths(from, to, in_row);
    std::vector<Gate*> order;
    for (std::size_t i = from; i < to; ++i)
      if (gates_[i].op != NodeOp::kTest && !gates_[i].in_row) order.push_back(&gates_[i]);
    for (Gate* gate : order) {
      gate->shape =
          gate->op == NodeOp::kAnd && gate->inputs.size() <= 2 ? narrow(gate->shape) : gate->shape;
    }
    std::stable_sort(order.begin(), order.end(), [](const Gate* a, const Gate* b) {
      return std::tuple{a->depth, a->shape} < std::tuple{b->depth, b->shape};
    });
    bool row_done = false;
    for (Gate* gate : order) {
      if (!row_done && gate->depth >= row_depth) emit_all(in_row);
      row_done |= gate->depth >= row_depth;
      gate->slot = next_++;
      emit(*gate);
    }
    if (!row_done) emit_all(in_row);
  }

  // What the roots of a row read, at any depth: a root among it is no gate of the row.
  std::vector<bool> read_by(const std::vector<std::uint32_t>& row) const {
    std::vector<bool> read(gates_.size() + Program::kConstants, false);
    std::vector<std::uint32_t> todo = row;
    while (!todo.empty()) {
      const std::uint32_t step = todo.back();
      todo.pop_back();
      if (step < Program::kConstants) continue;
      for (const std::uint32_t input : gates_[step - Program::kConstants].inputs) {
        if (!read[input]) todo.push_back(input);
        read[input] = true;
      }
    }
    return read;
  }

  // The row comes after all that it reads and before all that reads it.
  std::uint32_t settle_depths(std::size_t from, std::size_t to, const std::vector<Gate*>& in_row) {
    // What an earlier part placed may lie deeper now than when these gates were added.
    for (std::size_t i = from; i < to; ++i) measure(gates_[i]);
    std::uint32_t row_depth = 0;
    for (Gate* gate : in_row) {
      measure(*gate);
      row_depth = std::max(row_depth, gate->depth);
    }
    for (Gate* gate : in_row) gate->depth = row_depth;
    for (std::size_t i = from; i < to; ++i)
      if (!gates_[i].in_row) measure(gates_[i]);
    return row_depth;
  }

  void emit_all(const std::vector<Gate*>& gates) {
    for (const Gate* gate : gates) emit(*gate);
  }

  void emit(const Gate& gate) {
    const bool by_itself = gate.shape >= Shape::kPresumed;
    const bool goes_on = !by_itself && out_.runs_.size() > out_.early_runs_ &&
                         !out_.runs_.empty() && out_.runs_.back().shape == gate.shape &&
                         out_.runs_.back().slot + out_.runs_.back().count == gate.slot;
    const std::size_t wide = by_itself ? gate.inputs.size() : width(gate.shape);
    if (!goes_on)
      out_.runs_.push_back({gate.shape, by_itself && gate.negated, static_cast<std::uint16_t>(wide),
                            0, static_cast<std::uint32_t>(out_.inputs_.size()), gate.slot,
                            gate.index});
    ++out_.runs_.back().count;
    ++out_.gates_;
    const std::uint32_t filler = gate.shape == Shape::kAnd2 || gate.shape == Shape::kAnd4 ? 2 : 0;
    for (std::size_t i = 0; i < wide; ++i)
      out_.inputs_.push_back(slot(i < gate.inputs.size() ? gate.inputs[i] : filler));
  }

  const Circuit& circuit_;
  Program& out_;
  std::vector<std::uint32_t> uses_;
  std::vector<Gate> gates_;
  std::map<Ref, std::uint32_t> steps_;
  std::map<std::pair<Shape, std::vector<std::uint32_t>>, std::uint32_t> known_;
  std::uint32_t next_ = 0;
};

Program::Program(const Circuit& circuit, const std::vector<Ref>& early,
                 const std::vector<Ref>& first_row, const std::vector<Ref>& second_row) {
  ProgramBuilder(circuit, *this).run(early, first_row, second_row);
}

}  // namespace lawful
