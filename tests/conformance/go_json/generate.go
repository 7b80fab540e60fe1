package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"log"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/riverqueue/river/rivertype"
)

// generate writes count seeded random values, one a line, every other one with HTML characters escaped (Go's default).
func generate(out *bufio.Writer, name string, count int, seed uint64) {
	random := source{rand.New(rand.NewPCG(seed, 1))}
	for index := range count {
		var value any = random.attemptError()
		if name == "JobRow" {
			value = random.job()
		}
		text, err := encode(value)
		if index%2 == 1 {
			var escaped []byte
			escaped, err = json.Marshal(value)
			text = string(escaped)
		}
		if err != nil {
			log.Fatal(err)
		}
		fmt.Fprintln(out, text)
	}
}

type source struct{ *rand.Rand }

func (random source) job() rivertype.JobRow {
	return rivertype.JobRow{
		ID:           random.integer(),
		Attempt:      int(random.integer()),
		AttemptedAt:  random.optionalTime(),
		AttemptedBy:  list(random, random.text),
		CreatedAt:    random.time(),
		EncodedArgs:  append([]byte{}, random.bytes()...), // the column is not nullable
		Errors:       list(random, random.attemptError),
		FinalizedAt:  random.optionalTime(),
		Kind:         random.text(),
		MaxAttempts:  int(random.integer()),
		Metadata:     random.bytes(),
		Priority:     int(random.integer()),
		Queue:        random.text(),
		ScheduledAt:  random.time(),
		State:        random.state(),
		Tags:         list(random, random.text),
		UniqueKey:    random.bytes(),
		UniqueStates: random.uniqueStates(),
	}
}

func (random source) attemptError() rivertype.AttemptError {
	return rivertype.AttemptError{
		At:      random.time(),
		Attempt: int(random.integer()),
		Error:   random.text(),
		Trace:   random.text(),
	}
}

func list[T any](random source, element func() T) []T {
	length := random.IntN(6) - 1
	if length < 0 {
		return nil
	}
	elements := make([]T, length)
	for index := range elements {
		elements[index] = element()
	}
	return elements
}

func (random source) integer() int64 {
	switch random.IntN(4) {
	case 0:
		edges := []int64{0, 1, -1, math.MaxInt32, math.MinInt32, 1 << 53, math.MaxInt64, math.MinInt64}
		return edges[random.IntN(len(edges))]
	case 1:
		return int64(random.Uint64() >> random.IntN(64))
	default:
		return int64(random.IntN(1000))
	}
}

func (random source) bytes() []byte {
	length := random.IntN(24) - 1
	if length < 0 {
		return nil
	}
	blob := make([]byte, length)
	for index := range blob {
		blob[index] = byte(random.Uint32())
	}
	return blob
}

func (random source) text() string {
	pieces := []string{
		"a", "job", "0", " ", "é", "漢字", "😀", "\"", "\\", "/", "<b>&amp;</b>", "\u2028", "\u2029", "\ufffd", "\ufeff", "\uffff",
		"\x00", "\x1f", "\x7f", "\b\f\n\r\t", "\u0085", "\U0010ffff", "\xff", "\xc3", "\xed\xa0\x80", "\xf0\x9f\x98", `\ud800`,
	}
	var text string
	for range random.IntN(7) {
		text += pieces[random.IntN(len(pieces))]
	}
	return text
}

func (random source) optionalTime() *time.Time {
	if random.IntN(3) == 0 {
		return nil
	}
	at := random.time()
	return &at
}

// time covers every year Go can write, zero to nine fraction digits, and offsets to the second, which Go cuts.
func (random source) time() time.Time {
	if random.IntN(50) == 0 {
		return time.Time{}
	}
	zone := random.zone()
	year := 2000 + random.IntN(60)
	switch random.IntN(10) {
	case 0:
		year = 1 + random.IntN(9999)
	case 1:
		year = []int{1, 9999}[random.IntN(2)]
	}
	step := int(math.Pow10(random.IntN(10)))
	nanosecond := random.IntN(1_000_000_000) / step * step
	month := 1 + random.IntN(12)
	lastDay := time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	day := 1 + random.IntN(lastDay)
	return time.Date(year, time.Month(month), day, random.IntN(24), random.IntN(60), random.IntN(60), nanosecond, zone)
}

func (random source) zone() *time.Location {
	const day = 24 * 60 * 60
	switch random.IntN(4) {
	case 0:
		return time.FixedZone("", 60*(random.IntN(2*24*60-1)-(24*60-1)))
	case 1:
		return time.FixedZone("", random.IntN(2*day-1)-(day-1))
	default:
		return time.UTC
	}
}

func (random source) state() rivertype.JobState {
	states := rivertype.JobStates()
	return states[random.IntN(len(states))]
}

// uniqueStates is in River's alphabetical order as a rule, and in any order, with repeats, now and then.
func (random source) uniqueStates() []rivertype.JobState {
	states := list(random, random.state)
	if random.IntN(4) > 0 {
		slices.Sort(states)
		states = slices.Compact(states)
	}
	return states
}
