package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
)

// jobArgs are args of any kind, given as JSON text.
type jobArgs struct {
	kind string
	text string
}

func (a jobArgs) Kind() string                 { return a.kind }
func (a jobArgs) MarshalJSON() ([]byte, error) { return []byte(a.text), nil }
func (a *jobArgs) UnmarshalJSON([]byte) error  { return nil }

// worker works the jobs of one kind.
type worker struct {
	river.WorkerDefaults[jobArgs]
	work func(ctx context.Context, job *river.Job[jobArgs]) error
}

func (w *worker) Work(ctx context.Context, job *river.Job[jobArgs]) error { return w.work(ctx, job) }

// NextRetry lets a job fail three times at once and then wait for two days.
func (w *worker) NextRetry(job *river.Job[jobArgs]) time.Time {
	if job.Attempt < 3 {
		return time.Now()
	}
	return time.Now().Add(48 * time.Hour)
}

func newWorkers() *river.Workers {
	workers := river.NewWorkers()
	for kind, work := range map[string]func(context.Context, *river.Job[jobArgs]) error{
		"charge_card": func(_ context.Context, job *river.Job[jobArgs]) error {
			return fmt.Errorf("payment gateway answered 503 on attempt %d: \"try later\"", job.Attempt)
		},
		"import_catalog":    readTheFourthRow,
		"reconcile_account": func(context.Context, *river.Job[jobArgs]) error { return nil },
		"resize_image": func(ctx context.Context, _ *river.Job[jobArgs]) error {
			return river.RecordOutput(ctx, map[string]any{"path": "größe/東京-640.webp", "bytes": 48213, "ratio": 0.5625})
		},
		"send_email": func(context.Context, *river.Job[jobArgs]) error {
			return river.JobCancel(errors.New("unsubscribed: Ada <ada@example.com>"))
		},
		"sync_inventory": func(_ context.Context, job *river.Job[jobArgs]) error {
			if bytes.Contains(job.Metadata, []byte(`"snoozes"`)) {
				return nil
			}
			return river.JobSnooze(0)
		},
		"transcode_video": func(context.Context, *river.Job[jobArgs]) error { select {} },
		"wait_for_upload": func(context.Context, *river.Job[jobArgs]) error { return river.JobSnooze(72 * time.Hour) },
	} {
		river.AddWorkerArgs(workers, jobArgs{kind: kind}, &worker{work: work})
	}
	return workers
}

func readTheFourthRow(context.Context, *river.Job[jobArgs]) error {
	var rows []string
	return errors.New(rows[3])
}

type insertion struct {
	args         jobArgs
	opts         *river.InsertOpts
	cancelAtOnce bool
	finalState   rivertype.JobState
}

func insertions() []insertion {
	tomorrow := time.Now().Add(24 * time.Hour)
	return []insertion{
		{
			args:       jobArgs{"resize_image", `{"path": "größe/東京.jpg", "width": 640}`},
			opts:       &river.InsertOpts{Queue: "media", Tags: []string{"thumbnail", "photo-2026"}},
			finalState: rivertype.JobStateCompleted,
		},
		{
			args:       jobArgs{"charge_card", `{"customer": 5183, "amount": "249.90", "currency": "EUR"}`},
			opts:       &river.InsertOpts{Queue: "billing", Priority: 2},
			finalState: rivertype.JobStateRetryable,
		},
		{
			args:       jobArgs{"import_catalog", `{"url": "https://example.com/catalog.csv?page=1&size=50"}`},
			opts:       &river.InsertOpts{MaxAttempts: 1},
			finalState: rivertype.JobStateDiscarded,
		},
		{
			args:       jobArgs{"send_email", `{"to": "Ada <ada@example.com>", "subject": "Grüße \ud83d\udc4b\u2028\u007f\t\"\\"}`},
			finalState: rivertype.JobStateCancelled,
		},
		{
			args:         jobArgs{"send_email", `{"to": "grace@example.com", "subject": null}`},
			opts:         &river.InsertOpts{ScheduledAt: tomorrow},
			cancelAtOnce: true,
			finalState:   rivertype.JobStateCancelled,
		},
		{
			args:       jobArgs{"sync_inventory", `{}`},
			finalState: rivertype.JobStateCompleted,
		},
		{
			args:       jobArgs{"wait_for_upload", `{"upload_id": 9007199254740993}`},
			finalState: rivertype.JobStateScheduled,
		},
		{
			args:       jobArgs{"daily_report", `{"day": "2026-11-02"}`},
			opts:       &river.InsertOpts{ScheduledAt: tomorrow, Queue: "reports"},
			finalState: rivertype.JobStateScheduled,
		},
		{
			args:       jobArgs{"reindex_search", `{"shards": [0, 1, [2, {"replica": true}]]}`},
			opts:       &river.InsertOpts{Pending: true, Queue: "reports"},
			finalState: rivertype.JobStatePending,
		},
		{
			args: jobArgs{
				"price_forecast",
				`{"beyond": 123456789012345678901234567890, "precise": 0.1000000000000000055511151231257827, "trailing": 1.50, "tiny": 2.5e-7}`,
			},
			opts: &river.InsertOpts{
				Metadata: []byte(`{"trace_id": "4bf92f3577b34da6", "exact": 3.14159265358979323846264338}`),
				Priority: 4,
				Queue:    "bulk",
			},
			finalState: rivertype.JobStateAvailable,
		},
		{
			args:       jobArgs{"reconcile_account", `{"account": 71}`},
			opts:       &river.InsertOpts{Queue: "billing", UniqueOpts: river.UniqueOpts{ByArgs: true}},
			finalState: rivertype.JobStateCompleted,
		},
		{
			args: jobArgs{"reconcile_account", `{"account": 72}`},
			opts: &river.InsertOpts{Queue: "bulk", UniqueOpts: river.UniqueOpts{
				ByPeriod: time.Hour,
				ByQueue:  true,
				ByState: []rivertype.JobState{
					rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRunning, rivertype.JobStateScheduled,
				},
			}},
			finalState: rivertype.JobStateAvailable,
		},
		{
			args:       jobArgs{"transcode_video", `{"path": "talks/keynote.mov"}`},
			opts:       &river.InsertOpts{Queue: "media", Tags: []string{"video", "talk_2026"}},
			finalState: rivertype.JobStateRunning,
		},
	}
}
