# What the tests of many tasks share: a corpus, its plan of 12 pieces, and one pass over everything to compare with. Sourced where $batch is the
# program and $work a folder of its own.

fail() { echo "FAILED: $*"; tail -n 20 "$work"/*.log "$work"/results/logs/* 2>/dev/null || true; exit 1; }

make_corpus() {
    mkdir "$work/corpus"
    for file in 20240601_220000 20240601_220400 20240601_230000; do
        sox -R -n -r 16000 -c 2 -b 16 "$work/corpus/$file.wav" synth 240 pinknoise vol 0.05 synth 240 sine mix 500-7000 tremolo 0.05 95
    done
    flac -s --delete-input-file "$work/corpus/20240601_220400.wav"
}

make_plan() { "$batch" plan "$work/corpus" -o "$work/plan.json" --minutes 1 --threshold -25; }

make_single_pass() {
    "$batch" plan "$work/corpus" -o "$work/single.json" --minutes 100000 --threshold -25
    "$batch" run "$work/single.json" --all --results "$work/single"
    "$batch" gather "$work/single.json" --results "$work/single" --output "$work/single"
}

# equals_single_pass FOLDER: its tables have every digit of those of one pass.
equals_single_pass() {
    local table
    for table in levels events; do
        "$batch" print "$1/$table.parquet" >"$work/array.csv"
        "$batch" print "$work/single/$table.parquet" >"$work/pass.csv"
        [ "$(wc -l <"$work/array.csv")" -gt 2 ] || fail "$table.parquet is empty"
        cmp "$work/array.csv" "$work/pass.csv" || fail "$table.parquet: $1 and one pass differ"
    done
}
