// Command independent verifies an evidence log with golang.org/x/mod/sumdb, code that neither
// lawful nor lawful-verify has a part in.
//
//	independent log DIR KEY [-since FILE]... [-sample N] [-seed S]
//	independent proof KEY FILE...
//	independent promise KEY FILE...
//
// Notes are opened by sumdb/note; roots, tiles, proofs of records and of trees are those of
// sumdb/tlog. What is written here is the layout of files (c2sp.org/tlog-tiles, whose paths
// differ from those of sumdb) and the text around a proof. Without -sample every entry is
// proved. Entries below the number in the file `minimum` may be missing.
//
// Exit: 0 verified, 1 refused, 64 wrongly called, 66 an input is missing.
package main

import (
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

const (
	tileHeight = 8
	tileWidth  = 1 << tileHeight
)

// missing says that an input itself is not there.
type missing struct{ error }

type list []string

func (l *list) String() string     { return strings.Join(*l, " ") }
func (l *list) Set(s string) error { *l = append(*l, s); return nil }

func number(text string) (int64, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 || strconv.FormatInt(n, 10) != text {
		return 0, fmt.Errorf("`%s` is not a decimal number", text)
	}
	return n, nil
}

func read(path string) ([]byte, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, missing{err}
	}
	return content, nil
}

// published reads the files of a log. It is the tlog.TileReader of its tiles.
type published struct {
	folder  string
	tree    tlog.Tree
	minimum int64
	kept    map[string][]byte // The last tile of each level, so that a run over all reads each once.
}

func (p *published) Height() int { return tileHeight }

func (p *published) SaveTiles(tiles []tlog.Tile, data [][]byte) {}

func (p *published) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		kept := fmt.Sprint(tile.L, tile.N, tile.W)
		data, held := p.kept[kept]
		if !held {
			var err error
			data, err = p.load(strconv.Itoa(tile.L), tile.N, tile.W)
			if err != nil {
				return nil, err
			}
			whole := tile.W * tlog.HashSize
			if len(data) != whole && len(data) != tileWidth*tlog.HashSize {
				return nil, fmt.Errorf("%v: %d bytes instead of %d", tile.Path(), len(data), whole)
			}
			data = data[:whole]
			if len(p.kept) > 64 {
				p.kept = map[string][]byte{}
			}
			p.kept[kept] = data
		}
		all = append(all, data)
	}
	return all, nil
}

// load reads tile/<kind>/<n>[.p/<w>], or the whole file where the partial one is gone.
func (p *published) load(kind string, n int64, w int) ([]byte, error) {
	name := fmt.Sprintf("%03d", n%1000)
	for n /= 1000; n > 0; n /= 1000 {
		name = fmt.Sprintf("x%03d/%s", n%1000, name)
	}
	path := filepath.Join(p.folder, "tile", kind, filepath.FromSlash(name))
	if w < tileWidth {
		data, err := os.ReadFile(path + ".p/" + strconv.Itoa(w))
		if err == nil || !os.IsNotExist(err) {
			return data, err
		}
	}
	return os.ReadFile(path)
}

// bundle returns the entries of a bundle.
func (p *published) bundle(n int64) ([][]byte, error) {
	width := p.tree.N - n*tileWidth
	if width > tileWidth {
		width = tileWidth
	}
	data, err := p.load("entries", n, int(width))
	if err != nil {
		return nil, err
	}
	var entries [][]byte
	for int64(len(entries)) < width {
		if len(data) < 2 || len(data)-2 < int(binary.BigEndian.Uint16(data)) {
			return nil, fmt.Errorf("bundle %d ends within entry %d", n, n*tileWidth+int64(len(entries)))
		}
		length := 2 + int(binary.BigEndian.Uint16(data))
		entries = append(entries, data[2:length])
		data = data[length:]
	}
	if len(data) > 0 && width == tileWidth {
		return nil, fmt.Errorf("bundle %d holds more than its %d entries", n, width)
	}
	return entries, nil
}

func publishedAt(folder, vkey string) (*published, error) {
	content, err := read(filepath.Join(folder, "checkpoint"))
	if err != nil {
		return nil, err
	}
	p := &published{folder: folder, kept: map[string][]byte{}}
	if p.tree, err = checkpoint(content, vkey); err != nil {
		return nil, fmt.Errorf("checkpoint: %w", err)
	}
	if text, err := os.ReadFile(filepath.Join(folder, "minimum")); err == nil {
		if p.minimum, err = number(strings.TrimSuffix(string(text), "\n")); err != nil {
			return nil, fmt.Errorf("minimum: %w", err)
		}
	}
	return p, nil
}

// remembered keeps the hashes that a tlog.HashReader has read, each of which it has held to the
// tree: to read them again for every entry would hash the same tiles again.
type remembered struct {
	reader tlog.HashReader
	hashes map[int64]tlog.Hash
}

func (r *remembered) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var unread []int64
	for _, index := range indexes {
		if _, known := r.hashes[index]; !known {
			unread = append(unread, index)
		}
	}
	if len(unread) > 0 {
		hashes, err := r.reader.ReadHashes(unread)
		if err != nil {
			return nil, err
		}
		for i, index := range unread {
			r.hashes[index] = hashes[i]
		}
	}
	all := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		all[i] = r.hashes[index]
	}
	return all, nil
}

// readBundle reads at once what the proofs of entries from `start` to before `end` need of their tile.
func (r *remembered) readBundle(start, end int64) error {
	if len(r.hashes) > 1<<16 {
		r.hashes = map[int64]tlog.Hash{}
	}
	var indexes []int64
	for level := 0; level < tileHeight; level++ {
		for n := start >> level; n < end>>level; n++ {
			indexes = append(indexes, tlog.StoredHashIndex(level, n))
		}
	}
	_, err := r.ReadHashes(indexes)
	return err
}

// prove makes the proof of an entry from the tiles and checks it.
func (p *published) prove(hashes tlog.HashReader, index int64, entry []byte) error {
	proof, err := tlog.ProveRecord(p.tree.N, index, hashes)
	if err == nil {
		err = tlog.CheckRecord(proof, p.tree.N, p.tree.Hash, index, tlog.RecordHash(entry))
	}
	if err == nil && (len(entry) != 37 || entry[0] != 1) {
		err = errors.New("not in the form of 37 bytes that begins with 1")
	}
	if err != nil {
		return fmt.Errorf("entry %d: %w", index, err)
	}
	return nil
}

// proveAll proves every entry, or `sample` of them; those pruned are counted.
func (p *published) proveAll(sample int64, random *rand.Rand) (proved, pruned int64, err error) {
	hashes := &remembered{tlog.TileHashReader(p.tree, p), map[int64]tlog.Hash{}}
	for n := int64(0); n*tileWidth < p.tree.N; n++ {
		chosen := map[int64]bool{}
		if sample > 0 {
			for i := int64(0); i < 1+sample*tileWidth/(p.tree.N+1); i++ {
				chosen[random.Int63n(tileWidth)] = true
			}
		}
		entries, err := p.bundle(n)
		if os.IsNotExist(err) && (n+1)*tileWidth <= p.minimum {
			pruned += tileWidth
			continue
		}
		if err != nil {
			return proved, pruned, err
		}
		start := n * tileWidth
		if err := hashes.readBundle(start, start+int64(len(entries))); err != nil {
			return proved, pruned, fmt.Errorf("entries from %d on: %w", start, err)
		}
		for i, entry := range entries {
			if sample > 0 && !chosen[int64(i)] {
				continue
			}
			if err := p.prove(hashes, start+int64(i), entry); err != nil {
				return proved, pruned, err
			}
			proved++
		}
	}
	return proved, pruned, nil
}

// checkSince proves that an older tree is a beginning of the published one.
func (p *published) checkSince(file, vkey string) error {
	content, err := read(file)
	if err != nil {
		return err
	}
	older, err := checkpoint(content, vkey)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	if older.N > p.tree.N {
		return fmt.Errorf("%s: of %d entries, but the log has %d", file, older.N, p.tree.N)
	}
	if older.N == 0 {
		empty := tlog.Tree{}
		copy(empty.Hash[:], emptyRoot)
		if older != empty {
			return fmt.Errorf("%s: not the root of an empty tree", file)
		}
		return nil
	}
	proof, err := tlog.ProveTree(p.tree.N, older.N, tlog.TileHashReader(p.tree, p))
	if err == nil {
		err = tlog.CheckTree(proof, p.tree.N, p.tree.Hash, older.N, older.Hash)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}

// The SHA-256 of nothing. The sumdb packages have no empty trees.
var emptyRoot = []byte("\xe3\xb0\xc4\x42\x98\xfc\x1c\x14\x9a\xfb\xf4\xc8\x99\x6f\xb9\x24" +
	"\x27\xae\x41\xe4\x64\x9b\x93\x4c\xa4\x95\x99\x1b\x78\x52\xb8\x55")

func checkLog(words []string) error {
	flags := flag.NewFlagSet("log", flag.ExitOnError)
	var since list
	flags.Var(&since, "since", "an older checkpoint; may be repeated")
	sample := flags.Int64("sample", 0, "prove about so many entries, chosen at random")
	seed := flags.Int64("seed", time.Now().UnixNano(), "of the choice")
	if err := flags.Parse(words[2:]); err != nil {
		return err
	}
	p, err := publishedAt(words[0], words[1])
	if err != nil {
		return err
	}
	if *sample > 0 {
		fmt.Printf("seed %d\n", *seed)
	}
	if p.tree.N == 0 && string(p.tree.Hash[:]) != string(emptyRoot) {
		return errors.New("checkpoint: not the root of an empty tree")
	}
	proved, pruned, err := p.proveAll(*sample, rand.New(rand.NewSource(*seed)))
	if err != nil {
		return err
	}
	fmt.Printf("%d entries, %d proved, %d pruned\n", p.tree.N, proved, pruned)
	for _, file := range since {
		if err := p.checkSince(file, words[1]); err != nil {
			return err
		}
		fmt.Printf("%s: the beginning of this log\n", file)
	}
	return nil
}

func main() {
	var err error
	words := os.Args[1:]
	switch {
	case len(words) >= 3 && words[0] == "log":
		err = checkLog(words[1:])
	case len(words) >= 3 && words[0] == "proof":
		err = checkFiles(words[1:], checkProof)
	case len(words) >= 3 && words[0] == "promise":
		err = checkFiles(words[1:], checkPromise)
	default:
		fmt.Fprintln(os.Stderr, "usage: independent log DIR KEY [-since FILE]... [-sample N] [-seed S]\n"+
			"       independent proof|promise KEY FILE...")
		os.Exit(64)
	}
	var absent missing
	switch {
	case errors.As(err, &absent):
		fmt.Fprintln(os.Stderr, "independent:", err)
		os.Exit(66)
	case err != nil:
		fmt.Println("refused:", err)
		fmt.Println("not verified")
		os.Exit(1)
	}
	fmt.Println("verified")
}
