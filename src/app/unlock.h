#pragma once
// How a command comes to the keys of a deployment, and the flags by which it is told. A passphrase
// is never an argument or a variable: those are seen by others.
//
//   --key-file FILE           the sealed file
//   --passphrase-file FILE    its first and only line
//   --credential-file FILE    random bytes, as they are
//
// The first of these that is there opens the file: a flag; the credential `lawful-key` in the
// folder of the variable CREDENTIALS_DIRECTORY, which systemd sets; the terminal, at which the
// passphrase is asked for without echo.
//
// Errors: kInvalid where no way is given; else those of key_file.h and private_file.h.

#include <memory>
#include <string>
#include <vector>

#include "app/command.h"
#include "crypto/key_file.h"
#include "crypto/key_provider.h"

namespace lawful {

const Flag& key_file_flag();
const Flag& passphrase_file_flag();
const Flag& credential_file_flag();
const Flag& recovery_flag();
const Flag& recovery_dir_flag();

// The keys of the file at `path`, which may be changed.
[[nodiscard]] Result<std::unique_ptr<KeyFile>> unlock_key_file(const std::string& path,
                                                               const Call& call, Console& console);
// The same for who only uses the keys.
[[nodiscard]] Result<std::unique_ptr<KeyProvider>> unlock_keys(const std::string& path,
                                                               const Call& call, Console& console);

// Is a way to unlock named, by a flag or the environment, so that nobody need be asked?
bool names_unlocking(const Call& call, const Console& console);

// The value of `--key-file`. kInvalid, for misuse(), without it, or where a passphrase and a
// credential are named for one thing.
[[nodiscard]] Result<std::string> key_file_path(const Call& call);

// The secret of a slot to be made: from the flags of these names, else asked for twice at the
// terminal.
[[nodiscard]] Result<SlotSecret> new_secret(const Call& call, Console& console,
                                            std::string_view passphrase_flag,
                                            std::string_view credential_flag);

}  // namespace lawful
