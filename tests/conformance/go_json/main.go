// Command gojson answers for River's real rivertype, line by line on stdin and stdout.
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/riverqueue/river/rivertype"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) < 2 {
		log.Fatal("usage: gojson read | output | generate TYPE COUNT SEED | examples | names DIR")
	}
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	arguments := os.Args[2:]
	switch os.Args[1] {
	case "read":
		answerEachLine(out, read)
	case "output":
		answerEachLine(out, output)
	case "generate":
		generate(out, arguments[0], integer(arguments[1]), uint64(integer(arguments[2])))
	case "examples":
		examples(out)
	case "names":
		names(out, arguments[0])
	default:
		log.Fatalf("unknown command %q", os.Args[1])
	}
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
}

func integer(text string) int {
	number, err := strconv.Atoi(text)
	if err != nil {
		log.Fatal(err)
	}
	return number
}

func answerEachLine(out *bufio.Writer, answer func(string) string) {
	lines := bufio.NewReaderSize(os.Stdin, 1<<20)
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return
		}
		fmt.Fprintln(out, answer(strings.TrimSuffix(line, "\n")))
	}
}

// read takes "TYPE\tBASE64 OF A JSON TEXT". It answers "refused\tWHY" when Go does not read the text, "unwritable\tWHY"
// when Go reads it and cannot write it again, and otherwise "taken", the value as Go writes it, and as Go writes it
// once it is what River's drivers hand over.
func read(question string) string {
	name, coded, _ := strings.Cut(question, "\t")
	text := decodeBase64(coded)
	if name == "AttemptError" {
		var attemptError rivertype.AttemptError
		if err := json.Unmarshal(text, &attemptError); err != nil {
			return verdict("refused", err)
		}
		encoded, err := encode(attemptError)
		if err != nil {
			return verdict("unwritable", err)
		}
		return "taken\t" + encoded + "\t" + encoded
	}
	var job rivertype.JobRow
	if err := json.Unmarshal(text, &job); err != nil {
		return verdict("refused", err)
	}
	encoded, err := encode(job)
	if err != nil {
		return verdict("unwritable", err)
	}
	handedOver, err := encode(asDriversHandItOver(job))
	if err != nil {
		return verdict("unwritable", err)
	}
	return "taken\t" + encoded + "\t" + handedOver
}

func verdict(word string, err error) string {
	return word + "\t" + strings.NewReplacer("\n", " ", "\t", " ").Replace(err.Error())
}

// asDriversHandItOver cuts the four times to their columns' microseconds and spells empty lists and missing metadata
// as drivers do.
func asDriversHandItOver(job rivertype.JobRow) rivertype.JobRow {
	job.CreatedAt = job.CreatedAt.Truncate(time.Microsecond)
	job.ScheduledAt = job.ScheduledAt.Truncate(time.Microsecond)
	for _, optional := range []**time.Time{&job.AttemptedAt, &job.FinalizedAt} {
		if *optional != nil {
			cut := (*optional).Truncate(time.Microsecond)
			*optional = &cut
		}
	}
	if len(job.AttemptedBy) == 0 {
		job.AttemptedBy = nil
	}
	if len(job.UniqueStates) == 0 {
		job.UniqueStates = nil
	}
	if job.Metadata == nil {
		job.Metadata = []byte("{}")
	}
	if job.Errors == nil {
		job.Errors = []rivertype.AttemptError{}
	}
	if job.Tags == nil {
		job.Tags = []string{}
	}
	return job
}

// output takes the base64 of a metadata blob and answers the base64 of Output(), or "absent".
func output(coded string) string {
	job := rivertype.JobRow{Metadata: decodeBase64(coded)}
	found := job.Output()
	if found == nil {
		return "absent"
	}
	return base64.StdEncoding.EncodeToString(found)
}

func decodeBase64(coded string) []byte {
	decoded, err := base64.StdEncoding.DecodeString(coded)
	if err != nil {
		log.Fatal(err)
	}
	return decoded
}

func encode(value any) (string, error) {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return "", err
	}
	return strings.TrimSuffix(buffer.String(), "\n"), nil
}
