using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using AudioIO.Samples.Batch;
using Parquet;
using Parquet.Schema;
using BatchProgram = AudioIO.Samples.Batch.Program;

namespace AudioIO.Samples.Tests;

public sealed class BatchProgramTests : IDisposable
{
    private const int Rate = 1000;

    private readonly Workspace _here = new();

    public void Dispose() => _here.Dispose();

    [Theory]
    [InlineData(1, 9)]
    [InlineData(2, 5)]
    [InlineData(3, 4)]
    [InlineData(5, 2)]
    public void What_is_gathered_does_not_depend_on_how_the_corpus_is_cut(int minutes, int pieces)
    {
        MakeCorpus();
        (string levels, string events) = Gathered(1000, 1);

        (string cutLevels, string cutEvents) = Gathered(minutes, pieces);

        Assert.Equal(levels, cutLevels);
        Assert.Equal(events, cutEvents);
        // 4.5 minutes and 3.2 minutes, two channels, everything and three octaves: rows of 9 minutes.
        Assert.Equal(9 * 2 * 4, levels.Split('\n').Length - 2);
    }

    [Fact]
    public void Levels_and_events_are_those_that_were_made()
    {
        MakeCorpus();
        Gathered(2, 5);

        LevelRow[] levels = [.. Table.Read<LevelRow>(_here.PathOf("out/levels.parquet"))];
        EventRow[] events = [.. Table.Read<EventRow>(_here.PathOf("out/events.parquet"))];

        // The hum of 100 Hz, −40 dB in channel 0: its octave is that from 62.5 Hz.
        LevelRow quiet = levels.Single(row => row is { StartFrame: 180_000, Channel: 0, LowHz: 62.5 });
        Assert.Equal(-40, quiet.P50Db, 0.1);
        Assert.Equal((60_000, "corpus/20240601_220000.wav", 180.0), (quiet.FrameCount, quiet.File, quiet.FileSeconds));
        // The bursts, in channel 1: a spectrum of 64 ms, every 32 ms.
        Assert.All(events, row => Assert.Equal(1, row.Channel));
        double[] starts = [10, 59.9, 119.5, 200, 270 + 20];
        double[] lengths = [0.5, 0.3, 2, 5, 0.5];
        Assert.Equal(starts.Length, events.Length);
        for (int i = 0; i < starts.Length; i++)
        {
            Assert.Equal(starts[i], events[i].StartFrame / (double)Rate, 0.07);
            Assert.Equal(Math.Min(3, lengths[i]), events[i].Seconds, 0.14);
            Assert.Equal(lengths[i] > 3, events[i].IsCut);
            Assert.Equal(-6, events[i].PeakDb, 0.3);
        }
        Assert.Equal(("corpus/20240601_230000.wav", 20.0), (events[^1].File, Math.Round(events[^1].FileSeconds)));
    }

    [Fact]
    public void A_piece_reads_no_farther_than_its_plan_says()
    {
        MakeCorpus();
        Plan(1);
        WorkPlan plan = WorkPlan.Read(_here.PathOf("plan.json"));
        using ConcatenatedSource corpus = plan.Open();
        foreach (WorkPiece piece in plan.Pieces)
        {
            using var signal = new TimedSignal(corpus.Signal<float>());
            new PieceJob(corpus, signal, JobSettings.Of(plan), _here.PathOf("")).Run(piece);
            Assert.True(piece.Reads.Contains(signal.Reached), $"{piece}: {signal.Reached}");
        }
    }

    [Fact]
    public void Clocks_without_a_zone_are_no_instants_and_with_one_they_are()
    {
        MakeCorpus();
        Gathered(5, 2);
        LevelRow row = Table.Read<LevelRow>(_here.PathOf("out/levels.parquet"))[0];
        Assert.Equal((new DateTime(2024, 6, 1, 22, 0, 0), (DateTime?)null), (row.Clock, row.Utc));

        Gathered(5, 2, "--zone", "Europe/Berlin");

        row = Table.Read<LevelRow>(_here.PathOf("out/levels.parquet"))[0];
        Assert.Equal((new DateTime(2024, 6, 1, 22, 0, 0), new DateTime(2024, 6, 1, 20, 0, 0)), (row.Clock, row.Utc));
    }

    [Fact]
    public async Task The_table_has_a_row_group_for_every_piece_and_says_which_times_are_instants()
    {
        MakeCorpus();
        Gathered(2, 5);
        foreach (string name in new[] { "levels.parquet", "events.parquet" })
        {
            await using ParquetReader reader = await ParquetReader.CreateAsync(_here.PathOf("out/" + name));
            Assert.Equal(5, reader.RowGroupCount);
            Assert.False(Assert.IsType<DateTimeDataField>(reader.Schema.FindDataField("clock")).IsAdjustedToUTC);
            Assert.True(Assert.IsType<DateTimeDataField>(reader.Schema.FindDataField("utc")).IsAdjustedToUTC);
        }
    }

    [Fact]
    public void What_is_missing_is_said_and_not_gathered_and_a_second_run_computes_that_alone()
    {
        MakeCorpus();
        Plan(2);
        foreach (int piece in new[] { 0, 2, 4 }) Run(0, "run", _here.PathOf("plan.json"), $"{piece}");

        Assert.Equal("1,3\n", Run(1, "status", _here.PathOf("plan.json"), "--missing"));
        Assert.Equal("3 of 5 pieces are done, missing are 1,3\n", Run(1, "status", _here.PathOf("plan.json")));
        Run(1, "gather", _here.PathOf("plan.json"), "--output", _here.PathOf("out"));
        Assert.EndsWith("Error: Nothing is gathered: 3 of 5 pieces are done, missing are 1,3\n", _here.Printed(_here.Error), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_here.PathOf("out")));
        string second = Run(0, "run", _here.PathOf("plan.json"), "--all");

        Assert.Equal([0, 2, 4], second.Split('\n').Where(line => line.EndsWith("is done.", StringComparison.Ordinal)).Select(line => line[6] - '0'));
        Assert.Equal("5 of 5 pieces are done\n", Run(0, "status", _here.PathOf("plan.json")));
    }

    [Fact]
    public void With_more_pieces_than_tasks_each_task_computes_several()
    {
        MakeCorpus();
        Plan(1);
        BatchProgram.Run(["run", _here.PathOf("plan.json"), "--every", "4"], _here.Output, _here.Error, name => name == "SLURM_ARRAY_TASK_ID" ? "1" : null);
        Assert.Equal("0,2-4,6-8\n", Run(1, "status", _here.PathOf("plan.json"), "--missing"));
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [Fact]
    public void The_command_of_the_manifest_is_what_a_container_of_an_indexed_job_runs()
    {
        MakeCorpus();
        Plan(2);
        string page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../docs/cluster.md"));
        string[] arguments = Regex.Match(page, @"command: \[batch, (.+)\]").Groups[1].Value.Split(", ");
        Assert.Equal(["run", "/corpus/plan.json", "--results", "/results"], arguments);
        // Where the volumes are mounted.
        (arguments[1], arguments[3]) = (_here.PathOf("plan.json"), _here.PathOf("results"));
        for (int index = 0; index < 5; index++)
        {
            string text = $"{index}";
            Assert.Equal(0, BatchProgram.Run(arguments, _here.Output, _here.Error, name => name == "JOB_COMPLETION_INDEX" ? text : null));
        }
        Assert.Equal("5 of 5 pieces are done\n", Run(0, "status", _here.PathOf("plan.json")));
    }

    [Fact]
    public void A_file_that_changed_since_the_plan_fails_its_pieces_by_name()
    {
        MakeCorpus();
        Plan(5);
        _here.WriteWave("corpus/20240601_230000.wav", Rate, 2, 5000, (_, _) => 0);
        Run(0, "run", _here.PathOf("plan.json"), "0");
        Run(1, "run", _here.PathOf("plan.json"), "1");
        Assert.Contains("A file that piece 1 reads has changed since the plan was made", _here.Printed(_here.Error), StringComparison.Ordinal);
        Assert.Contains("20240601_230000.wav", _here.Printed(_here.Error), StringComparison.Ordinal);
    }

    [Fact]
    public void Results_of_another_plan_are_not_taken_for_those_of_this_one()
    {
        MakeCorpus();
        Plan(1000);
        Run(0, "run", _here.PathOf("plan.json"), "0");
        Plan(1000, "--pause", "0.5");
        Run(1, "gather", _here.PathOf("plan.json"), "--output", _here.PathOf("out"));
        Assert.Contains("the folder holds results of another plan", _here.Printed(_here.Error), StringComparison.Ordinal);
    }

    [Fact]
    public void The_job_script_is_what_a_user_would_submit()
    {
        MakeCorpus();
        Plan(2);
        string script = Run(0, "slurm", _here.PathOf("plan.json"), "--program", "apptainer exec batch.sif batch", "--time", "00:10:00");
        Assert.StartsWith("#!/bin/bash\n# 5 pieces.", script, StringComparison.Ordinal);
        Assert.Contains("\n#SBATCH --array=0-4\n", script, StringComparison.Ordinal);
        Assert.Contains("\n#SBATCH --time=00:10:00\n", script, StringComparison.Ordinal);
        Assert.EndsWith($"\nexec apptainer exec batch.sif batch run '/plan.json' --results '/results'\n", script, StringComparison.Ordinal);
        Assert.True(Directory.Exists(_here.PathOf("results/logs")));

        string strided = Run(0, "slurm", _here.PathOf("plan.json"), "--tasks", "2");

        Assert.Contains("\n#SBATCH --array=0-1\n", strided, StringComparison.Ordinal);
        Assert.EndsWith(" --every 2\n", strided, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_frames_fail_a_piece_or_are_counted_as_the_plan_says()
    {
        Directory.CreateDirectory(_here.PathOf("corpus"));
        _here.WriteFlac("corpus/night.flac", Rate, 1, 150_000, (frame, _) => 0.5 * Math.Sin(frame), file => file.Frames[70][40] ^= 1);
        Plan(1000);
        Run(1, "run", _here.PathOf("plan.json"), "0");
        Assert.Contains("night.flac", _here.Printed(_here.Error), StringComparison.Ordinal);

        foreach (int minutes in new[] { 1, 1000 })
        {
            Gathered(minutes, minutes == 1 ? 3 : 1, "--silence-damage");
            Assert.Equal([0, 1000, 0], Table.Read<LevelRow>(_here.PathOf("out/levels.parquet")).Where(row => row.LowHz == 0).Select(row => row.DamagedFrames));
        }
    }

    [Fact]
    public void Files_that_cannot_be_read_stop_a_plan_or_are_left_out_by_name()
    {
        MakeCorpus();
        File.WriteAllText(_here.PathOf("corpus/broken.wav"), "This is no recording, whatever its name says.");
        string[] plan = ["plan", _here.PathOf("corpus"), "-o", _here.PathOf("plan.json"), "--size", "64"];
        Run(1, plan);
        Assert.Contains("broken.wav", _here.Printed(_here.Error), StringComparison.Ordinal);

        string forced = Run(0, [.. plan, "--force"]);

        Assert.StartsWith("Left out: /corpus/broken.wav: ", forced, StringComparison.Ordinal);
        Assert.Contains("\n2 files, ", forced, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no recording in", "plan", "empty")]
    [InlineData("Which piece?", "run", "plan.json")]
    [InlineData("There is no piece 5", "run", "plan.json", "5")]
    [InlineData("--events: '5' is no band", "plan", "corpus", "--events", "5")]
    [InlineData("The band 100.1-100.2 Hz has no value", "plan", "corpus", "--band", "100.1-100.2")]
    [InlineData("there is no zone 'Middle Earth'", "plan", "corpus", "--zone", "Middle Earth")]
    [InlineData("Work plan: expected JSON", "run", "corpus/20240601_220000.wav", "0")]
    [InlineData("is no Parquet file", "print", "corpus/20240601_220000.wav")]
    public void A_failure_is_one_line_and_exit_code_1(string expected, params string[] args)
    {
        MakeCorpus();
        Plan(2);
        Directory.CreateDirectory(_here.PathOf("empty"));
        args[1] = _here.PathOf(args[1]);
        string[] all = args[0] == "plan" ? [.. args, "-o", _here.PathOf("other.json")] : args;

        Assert.Equal(1, BatchProgram.Run(all, _here.Output, _here.Error, _ => null));

        Assert.Matches(@"\AError: [^\n]+\n\z", _here.Printed(_here.Error));
        Assert.Contains(expected, _here.Printed(_here.Error), StringComparison.Ordinal);
    }

    /// <summary>
    /// Two files with an hour's gap between them, 4.5 and 3.2 minutes: a quiet hum in both channels, bursts of 200 Hz in the second one, some
    /// of them across the ends of minutes, one longer than events are followed.
    /// </summary>
    private void MakeCorpus()
    {
        Directory.CreateDirectory(_here.PathOf("corpus"));
        (double Start, double Seconds)[] bursts = [(10, 0.5), (59.9, 0.3), (119.5, 2), (200, 5)];
        _here.WriteWave("corpus/20240601_220000.wav", Rate, 2, 270 * Rate, (frame, channel) => Sample(frame, channel, bursts));
        _here.WriteWave("corpus/20240601_230000.wav", Rate, 2, 192 * Rate, (frame, channel) => Sample(frame, channel, [(20, 0.5)]));

        static double Sample(int frame, int channel, (double Start, double Seconds)[] bursts)
        {
            double time = frame / (double)Rate;
            bool isBurst = channel == 1 && bursts.Any(burst => time >= burst.Start && time < burst.Start + burst.Seconds);
            return (0.01 * Math.Sin(2 * Math.PI * 100 * time)) + (isBurst ? 0.5 * Math.Sin(2 * Math.PI * 200 * time) : 0);
        }
    }

    private void Plan(int minutes, params string[] more) => Run(0, [
        "plan", _here.PathOf("corpus"), "-o", _here.PathOf("plan.json"), "--minutes", minutes.ToString(CultureInfo.InvariantCulture),
        "--size", "64", "--threshold", "-20", "--longest", "3", .. more]);

    private (string Levels, string Events) Gathered(int minutes, int pieces, params string[] more)
    {
        Plan(minutes, more);
        Assert.Equal(pieces, WorkPlan.Read(_here.PathOf("plan.json")).Pieces.Count);
        Run(0, "run", _here.PathOf("plan.json"), "--all");
        Run(0, "gather", _here.PathOf("plan.json"), "--output", _here.PathOf("out"));
        return (Run(0, "print", _here.PathOf("out/levels.parquet")), Run(0, "print", _here.PathOf("out/events.parquet")));
    }

    /// <summary>Runs the program and returns what it has printed.</summary>
    private string Run(int expectedCode, params string[] args)
    {
        int before = _here.Output.ToString().Length;
        int code = BatchProgram.Run(args, _here.Output, _here.Error, _ => null);
        Assert.True(code == expectedCode, $"{string.Join(' ', args)}: {code}, {_here.Error}");
        return _here.Output.ToString()[before..].Replace(_here.PathOf(""), "", StringComparison.Ordinal);
    }
}
