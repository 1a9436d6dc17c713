#include <iostream>

#include "command.h"

int main(int count, char** words) {
  return verify::run({words + 1, words + count}, std::cout, std::cerr);
}
