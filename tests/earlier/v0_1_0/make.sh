#!/bin/sh
# Makes the files beside this one: sh make.sh COMMUNIQUE EXAMPLES, the command of version 0.1.0 and its folder of examples.
set -e
here=$(cd "$(dirname "$0")" && pwd)
communique=$1
examples=$2
export COMMUNIQUE_STORE="$here/store.db" COMMUNIQUE_REVIEWER=tester
rm -f "$here"/store.db*
cd "$examples"
"$communique" add wire.txt newspaper.txt readout.txt --jobs 1
cd "$here"
"$communique" add reports.jsonl --jobs 1
# Every kind of judgement, on actors, a meeting and agreements; some undone, one undone and brought back.
"$communique" merge "Ivan Petrenko" e3b89d4db361c1c50 --note "the president, by the talk of resigning"     # 1
"$communique" undo --note "too early to say"                                                               # 2
"$communique" apart "Ivan Petrenko" e56ee92ba95d00365 --note "the president and the member of parliament"  # 3
"$communique" merge e56ee92ba95d00365 e3b89d4db361c1c50 --by "another reader"                              # 4
"$communique" split "Pavel Ardov" --report 36dff4d1 --note "a namesake, for the test"                      # 5
"$communique" split "Kemal Yaziroglu" --report 37849f4e                                                    # 6
"$communique" undo                                                                                         # 7
"$communique" undo 7 --note "it was right"                                                                 # 8
"$communique" split e845cd4ceaa05ac40 --report 6a41224c --note "two rounds of talks"                       # 9
"$communique" merge e099a792d5bc89f9a ea731fcc499db0363                                                    # 10
"$communique" merge "Geneva Communique" "Taif Agreement"                                                   # 11
"$communique" undo 11                                                                                      # 12
"$communique" merge "Uzbek Foreign Ministry" e0bd8d696d7f154b7 e2465dc9026b4cf38                           # 13
"$communique" apart "Anders Holm" "Greta Halberg" "Selim"                                                  # 14
"$communique" apart "Lakhdar Brahimi" "Hassan Rouhani"                                                     # 15
"$communique" undo                                                                                         # 16
"$communique" check --compact
"$communique" log --format json > log.jsonl
"$communique" export jsonl -o records.jsonl
"$communique" find actors --limit 1000 --format json > actors.jsonl
"$communique" find meetings --limit 1000 --format json > meetings.jsonl
"$communique" find agreements --limit 1000 --format json > agreements.jsonl
rm -f store.db-shm store.db-wal
gzip -9 -n -f store.db records.jsonl actors.jsonl meetings.jsonl agreements.jsonl
