// Command read prints every row of a river_job table as one of River's own drivers reads it, a JSON object a line:
// {"id": 1, "job": {...}} or, for a row that the driver declares undecodable, {"id": 2, "error": "..."}.
//
//	read pgx postgresql://127.0.0.1:5432/river
//	read database/sql postgresql://127.0.0.1:5432/river
//	read sqlite river.sqlite3
//
// Without a table it prints the values that River gives a job whose inserter says nothing:
//
//	read defaults
package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"log"
	"os"

	"github.com/jackc/pgx/v5/pgxpool"
	_ "github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivertype"
)

type reading struct {
	ID    int64             `json:"id"`
	Job   *rivertype.JobRow `json:"job,omitempty"`
	Error string            `json:"error,omitempty"`
}

func main() {
	ctx := context.Background()

	if len(os.Args) == 2 && os.Args[1] == "defaults" {
		if err := printDefaults(); err != nil {
			log.Fatal(err)
		}
		return
	}
	if len(os.Args) != 3 {
		log.Fatal("usage: read defaults | pgx|database/sql|sqlite <PostgreSQL URL or SQLite path>")
	}
	if err := readWith(ctx, os.Args[1], os.Args[2]); err != nil {
		log.Fatal(err)
	}
}

func printDefaults() error {
	return json.NewEncoder(os.Stdout).Encode(map[string]any{
		"MaxAttemptsDefault": river.MaxAttemptsDefault,
		"PriorityDefault":    river.PriorityDefault,
		"QueueDefault":       river.QueueDefault,
	})
}

func readWith(ctx context.Context, driver, target string) error {
	sqlName := "pgx"
	if driver == "sqlite" {
		sqlName, target = "sqlite", "file:"+target
	}
	database, err := sql.Open(sqlName, target)
	if err != nil {
		return err
	}
	defer database.Close()

	ids, err := allIDs(ctx, database)
	if err != nil {
		return err
	}

	switch driver {
	case "pgx":
		pool, err := pgxpool.New(ctx, target)
		if err != nil {
			return err
		}
		defer pool.Close()
		return printJobs(ctx, riverpgxv5.New(pool), ids)
	case "database/sql":
		return printJobs(ctx, riverdatabasesql.New(database), ids)
	default:
		return printJobs(ctx, riversqlite.New(database), ids)
	}
}

func allIDs(ctx context.Context, database *sql.DB) ([]int64, error) {
	rows, err := database.QueryContext(ctx, "SELECT id FROM river_job ORDER BY id")
	if err != nil {
		return nil, err
	}
	defer rows.Close()

	var ids []int64
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

func printJobs[TTx any](ctx context.Context, driver riverdriver.Driver[TTx], ids []int64) error {
	client, err := river.NewClient(driver, &river.Config{})
	if err != nil {
		return err
	}

	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	for _, id := range ids {
		line := reading{ID: id}
		if line.Job, err = client.JobGet(ctx, id); err != nil {
			line.Job, line.Error = nil, err.Error()
		}
		if err := encoder.Encode(line); err != nil {
			return err
		}
	}
	return nil
}
