package main

// Signed notes, and the files that carry a path to one: proofs and promises.

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// open returns the lines of a note that the key has signed; the first is the key's name.
func open(content []byte, vkey string) ([]string, error) {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return nil, err
	}
	opened, err := note.Open(content, note.VerifierList(verifier))
	if err != nil {
		return nil, err
	}
	lines := strings.Split(strings.TrimSuffix(opened.Text, "\n"), "\n")
	if len(lines) < 3 || lines[0] != verifier.Name() {
		return nil, fmt.Errorf("not signed for `%s`", verifier.Name())
	}
	return lines, nil
}

func tree(size, root string) (tlog.Tree, error) {
	n, err := number(size)
	if err != nil {
		return tlog.Tree{}, err
	}
	hash, err := tlog.ParseHash(root)
	return tlog.Tree{N: n, Hash: hash}, err
}

func checkpoint(content []byte, vkey string) (tlog.Tree, error) {
	lines, err := open(content, vkey)
	if err == nil && len(lines) != 3 {
		err = errors.New("the text of a checkpoint has three lines")
	}
	if err != nil {
		return tlog.Tree{}, err
	}
	return tree(lines[1], lines[2])
}

// written is what proofs and promises have in common: lines, a path, a note.
type written struct {
	field string // What follows the name on the second line, decoded.
	index int64
	path  []tlog.Hash
	note  []byte
}

func parse(content []byte, first, name string) (w written, err error) {
	malformed := fmt.Errorf("not a file that begins with `%s`, `%s` and `index`", first, name)
	end := strings.Index(string(content), "\n\n")
	if end < 0 {
		return w, malformed
	}
	w.note = content[end+2:]
	lines := strings.Split(string(content[:end]), "\n")
	if len(lines) < 3 || lines[0] != first || !strings.HasPrefix(lines[1], name+" ") ||
		!strings.HasPrefix(lines[2], "index ") {
		return w, malformed
	}
	field, err := base64.StdEncoding.Strict().DecodeString(lines[1][len(name)+1:])
	if err != nil {
		return w, err
	}
	w.field = string(field)
	if w.index, err = number(lines[2][len("index "):]); err != nil {
		return w, err
	}
	for _, line := range lines[3:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return w, err
		}
		w.path = append(w.path, hash)
	}
	return w, nil
}

func checkProof(content []byte, vkey string) error {
	w, err := parse(content, "c2sp.org/tlog-proof@v1", "extra")
	if err != nil {
		return err
	}
	head, err := checkpoint(w.note, vkey)
	if err != nil {
		return err
	}
	if len(w.field) < 37 {
		return errors.New("`extra` is shorter than an entry")
	}
	return tlog.CheckRecord(w.path, head.N, head.Hash, w.index, tlog.RecordHash([]byte(w.field[:37])))
}

func checkPromise(content []byte, vkey string) error {
	w, err := parse(content, "lawful-promise@v1", "leaf")
	if err != nil {
		return err
	}
	lines, err := open(w.note, vkey)
	if err != nil {
		return err
	}
	batch, err := tree(lines[1], lines[2])
	if err != nil {
		return err
	}
	if len(lines) != 4 || !strings.HasPrefix(lines[3], "time ") || len(w.field) != tlog.HashSize {
		return errors.New("not a promise of one leaf at one time")
	}
	if _, err := number(lines[3][len("time "):]); err != nil {
		return err
	}
	return tlog.CheckRecord(w.path, batch.N, batch.Hash, w.index, tlog.RecordHash([]byte(w.field)))
}

func checkFiles(words []string, check func(content []byte, vkey string) error) error {
	for _, file := range words[1:] {
		content, err := read(file)
		if err != nil {
			return err
		}
		if err := check(content, words[0]); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		fmt.Printf("%s: holds\n", file)
	}
	return nil
}
