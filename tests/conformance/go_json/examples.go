package main

import (
	"bufio"
	"fmt"
	"log"
	"strings"
	"time"

	"github.com/riverqueue/river/rivertype"
)

const panicTrace = `goroutine 241 [running]:
runtime/debug.Stack()
	/usr/local/go/src/runtime/debug/stack.go:26 +0x5e
example.com/shop/thumbnails.(*Worker).Work(0xc0001a2000, {0xb5d1c8, 0xc0003c8e10}, 0xc000420480)
	/srv/shop/thumbnails/worker.go:58 +0x1d3`

// examples writes one job a line, as a day's export holds them. The last but one is spoiled: its month is 13.
func examples(out *bufio.Writer) {
	jobs := exampleJobs()
	for index, job := range jobs {
		text, err := encode(job)
		if err != nil {
			log.Fatal(err)
		}
		if index == len(jobs)-2 {
			text = strings.Replace(text, `"ScheduledAt":"2026-08-`, `"ScheduledAt":"2026-13-`, 1)
		}
		fmt.Fprintln(out, text)
	}
}

func exampleJobs() []rivertype.JobRow {
	at := func(clock string) time.Time { return parse("2026-08-07T" + clock) }
	pointer := func(clock string) *time.Time { moment := at(clock); return &moment }
	client := []string{"worker-1.shop.example_2026_08_07T14_00_00_000001"}
	job := func(id int64, kind, args string, createdAt time.Time) rivertype.JobRow {
		return rivertype.JobRow{
			ID: id, CreatedAt: createdAt, EncodedArgs: []byte(args), Errors: []rivertype.AttemptError{}, Kind: kind, MaxAttempts: 25,
			Metadata: []byte(`{}`), Priority: 1, Queue: "default", ScheduledAt: createdAt, State: rivertype.JobStateAvailable, Tags: []string{},
		}
	}

	waiting := job(4101, "send_email", `{"to": "ada@example.com", "template": "welcome"}`, at("14:32:57.104233Z"))

	retryable := job(4102, "charge_card", `{"order_id": 90071, "amount_cents": 1999}`, at("14:32:58.55Z"))
	retryable.Attempt, retryable.AttemptedAt, retryable.AttemptedBy = 2, pointer("14:33:16.907114Z"), client
	retryable.Errors = []rivertype.AttemptError{
		{At: at("09:32:59.123456789-05:00"), Attempt: 1, Error: "payment gateway refused the connection"},
		{At: at("09:33:17.000204031-05:00"), Attempt: 2, Error: "payment gateway answered 503 Service Unavailable"},
	}
	retryable.Queue, retryable.ScheduledAt, retryable.State = "payments", at("14:33:33.000204Z"), rivertype.JobStateRetryable
	retryable.Tags = []string{"customer-1815", "eu"}

	output := job(4103, "build_report", `{"month": "2026-07", "format": "pdf"}`, at("14:33:00.718204Z"))
	output.Attempt, output.AttemptedAt, output.AttemptedBy = 1, pointer("14:33:01.002391Z"), client
	output.FinalizedAt, output.State = pointer("14:33:06.48Z"), rivertype.JobStateCompleted
	output.Metadata = []byte(`{"output": {"pages": 12, "file": "reports/2026-07.pdf"}}`)

	unique := job(4104, "sync_inventory", `{"warehouse": "Köln"}`, at("14:33:02.300007Z"))
	unique.Attempt, unique.AttemptedAt, unique.AttemptedBy = 1, pointer("14:33:03.41512Z"), client
	unique.State, unique.UniqueStates = rivertype.JobStateRunning, rivertype.UniqueOptsByStateDefault()
	unique.UniqueKey = []byte("\x1f\x8b\x4d\x07\xa2\xe9\x3c\x55\x10\xfe\x92\x6b\xd4\x38\xc7\x01")

	panicked := job(4105, "make_thumbnail", `{"image": "cat.webp", "width": 320}`, at("14:33:04.6Z"))
	panicked.Attempt, panicked.MaxAttempts, panicked.AttemptedAt, panicked.AttemptedBy = 1, 1, pointer("14:33:05.220118Z"), client
	panicked.Errors = []rivertype.AttemptError{{
		At: at("09:33:05.223741902-05:00"), Attempt: 1, Error: "runtime error: index out of range [3] with length 3", Trace: panicTrace,
	}}
	panicked.FinalizedAt, panicked.State = pointer("14:33:05.224006Z"), rivertype.JobStateDiscarded

	scheduled := job(4106, "send_email", `{"to": "grace@example.com", "template": "trial_ending"}`, at("14:33:07.914552Z"))
	scheduled.Priority, scheduled.ScheduledAt, scheduled.State = 3, parse("2026-08-21T09:00:00Z"), rivertype.JobStateScheduled

	spoiled := job(4107, "send_email", `{"to": "alan@example.com", "template": "invoice"}`, at("14:33:08.016093Z"))

	cancelled := job(4108, "import_file", `{"path": "inbox/orders-0807.csv"}`, at("14:33:09.377Z"))
	cancelled.FinalizedAt, cancelled.State = pointer("14:33:37.125009Z"), rivertype.JobStateCancelled
	cancelled.Metadata = []byte(`{"cancel_attempted_at": "2026-08-07T14:33:37.123456Z"}`)

	return []rivertype.JobRow{waiting, retryable, output, unique, panicked, scheduled, spoiled, cancelled}
}

func parse(text string) time.Time {
	moment, err := time.Parse(time.RFC3339, text)
	if err != nil {
		log.Fatal(err)
	}
	return moment
}
