// Command work lets River itself fill a river_job table: it migrates a database, inserts jobs and works them until every job
// has reached the state it was made for.
//
//	work postgresql://127.0.0.1:5432/river
//	work river.sqlite3
package main

import (
	"context"
	"database/sql"
	"fmt"
	"log"
	"os"
	"strings"
	"time"
	_ "time/tzdata"

	"github.com/jackc/pgx/v5/pgxpool"
	_ "modernc.org/sqlite"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
	"github.com/riverqueue/river/rivertype"
)

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()

	if len(os.Args) != 2 {
		log.Fatal("usage: work <PostgreSQL URL or SQLite path>")
	}
	if err := fill(ctx, os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func fill(ctx context.Context, target string) error {
	if strings.HasPrefix(target, "postgresql://") {
		pool, err := pgxpool.New(ctx, target)
		if err != nil {
			return err
		}
		return migrateAndWork(ctx, riverpgxv5.New(pool))
	}

	database, err := sql.Open("sqlite", "file:"+target)
	if err != nil {
		return err
	}
	defer database.Close()
	database.SetMaxOpenConns(1)
	return migrateAndWork(ctx, riversqlite.New(database))
}

func migrateAndWork[TTx any](ctx context.Context, driver riverdriver.Driver[TTx]) error {
	migrator, err := rivermigrate.New(driver, nil)
	if err != nil {
		return err
	}
	if _, err := migrator.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return err
	}

	client, err := river.NewClient(driver, &river.Config{
		FetchCooldown:     20 * time.Millisecond,
		FetchPollInterval: 50 * time.Millisecond,
		ID:                "chicago-worker-1",
		JobTimeout:        -1,
		Queues: map[string]river.QueueConfig{
			"billing":          {MaxWorkers: 2},
			"media":            {MaxWorkers: 2},
			river.QueueDefault: {MaxWorkers: 4},
		},
		SkipUnknownJobCheck: true,
		Workers:             newWorkers(),
	})
	if err != nil {
		return err
	}
	if err := client.Start(ctx); err != nil {
		return err
	}

	for _, insertion := range insertions() {
		result, err := client.Insert(ctx, insertion.args, insertion.opts)
		if err != nil {
			return fmt.Errorf("inserting %s: %w", insertion.args.Kind(), err)
		}
		if insertion.cancelAtOnce {
			if _, err := client.JobCancel(ctx, result.Job.ID); err != nil {
				return err
			}
		}
		// One after another, so that ids and states are the same in every run.
		if err := waitForState(ctx, client, result.Job.ID, insertion.finalState); err != nil {
			return err
		}
	}

	// The running job never returns: give up on it, as a crash would, so that its row stays as it is.
	stopCtx, cancel := context.WithTimeout(ctx, 200*time.Millisecond)
	defer cancel()
	_ = client.Stop(stopCtx)
	return nil
}

func waitForState[TTx any](ctx context.Context, client *river.Client[TTx], id int64, state rivertype.JobState) error {
	for {
		job, err := client.JobGet(ctx, id)
		if err != nil {
			return fmt.Errorf("job %d: %w", id, err)
		}
		if job.State == state {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("job %d (%s) is %s and never became %s", id, job.Kind, job.State, state)
		case <-time.After(10 * time.Millisecond):
		}
	}
}
