using AudioIO.Samples.Batch;
using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Tests;

public class BatchJobTests
{
    [Fact]
    public void Events_do_not_depend_on_where_a_random_series_is_cut()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            int joined = random.Next(4), longest = random.Next(1, 12);
            double[] powers = [.. Enumerable.Range(0, random.Next(1, 120)).Select(_ => random.Next(3) == 0 ? 0 : random.Next(1, 5))];
            FoundEvent[] expected = Find(powers, 0, powers.Length, joined, longest);

            var found = new List<FoundEvent>();
            for (int start = 0; start < powers.Length;)
            {
                int stop = Math.Min(powers.Length, start + random.Next(1, 20));
                found.AddRange(Find(powers, start, stop, joined, longest));
                start = stop;
            }

            Assert.True(expected.SequenceEqual(found), $"seed {seed}: {string.Join(' ', powers)}, pauses of {joined}, events of {longest}");
            Assert.True(expected.SequenceEqual(Model(powers, joined, longest)), $"seed {seed}: {string.Join(' ', powers)}, pauses of {joined}, events of {longest}");
        }
    }

    [Fact]
    public void An_event_that_goes_on_is_cut_once_and_not_found_again()
    {
        FoundEvent found = Assert.Single(Find([.. Enumerable.Repeat(2.0, 50)], 0, 50, joined: 1, longest: 10));
        Assert.Equal(new FoundEvent(0, 9, true, 2, 2), found);
    }

    [Fact]
    public void Percentiles_are_values_that_occur()
    {
        var minute = new MinuteLevels(1, 200);
        foreach (int i in Enumerable.Range(1, 100).Reverse()) minute.Add([Level.PowerOf(-i)]);
        BandLevels levels = Assert.Single(minute.Take());
        Assert.Equal((-1f, -96f, -51f, -6f), (levels.MaxDb, levels.P5Db, levels.P50Db, levels.P95Db));
        Assert.Equal(10 * Math.Log10(Enumerable.Range(1, 100).Average(i => Level.PowerOf(-i))), levels.MeanDb, 1e-5);
        // The next minute begins with nothing.
        minute.Add([0]);
        Assert.Equal(new BandLevels(-200, -200, -200, -200, -200), Assert.Single(minute.Take()));
    }

    [Theory]
    [InlineData("2000-8000", 2000, 8000)]
    [InlineData("0-0.5", 0, 0.5)]
    public void A_band_is_read(string text, double low, double high) => Assert.Equal(new FrequencyBand(low, high), FrequencyBand.TryParse(text));

    [Theory]
    [InlineData("")]
    [InlineData("2000")]
    [InlineData("8000-2000")]
    [InlineData("-5-10")]
    [InlineData("1-2-3")]
    [InlineData("NaN-5")]
    [InlineData("1e3-5e3")]
    public void What_is_no_band_is_none(string text) => Assert.Null(FrequencyBand.TryParse(text));

    [Fact]
    public void Octaves_and_everything_have_every_value_of_a_spectrum_no_more_than_once()
    {
        FrequencyBand[] bands = FrequencyBand.Octaves(48_000, 2048);
        Assert.Equal(new FrequencyBand(0, 24_000), bands[0]);
        Assert.Equal(new FrameRange(0, 1025), bands[0].Bins(48_000, 2048));
        Assert.Equal([(62.5, 125), (125, 250), (250, 500), (500, 1000), (1000, 2000), (2000, 4000), (4000, 8000), (8000, 16_000)],
            bands[1..].Select(band => (band.LowHz, band.HighHz)));
        for (int i = 2; i < bands.Length; i++) Assert.Equal(bands[i - 1].Bins(48_000, 2048).Stop, bands[i].Bins(48_000, 2048).Start);
        Assert.True(new FrequencyBand(1000, 1001).Bins(48_000, 2048).IsEmpty);
    }

    [Theory]
    [InlineData(48_000 * 60, 2048, 1000)]
    [InlineData(44_100 * 60, 2048, 1008)]
    [InlineData(384_000 * 60, 2048, 1024)]
    [InlineData(250_000 * 60, 512, 250)]
    public void A_minute_is_a_whole_number_of_hops(int minute, int size, int hop) => Assert.Equal(hop, JobSettings.HopFor(minute, size));

    [Fact]
    public void A_minute_that_cannot_be_divided_is_refused() => Assert.Throws<UsageException>(() => JobSettings.HopFor(2_999_999, 2048));

    /// <summary>The variable, what it says in the first task of an array of 12 that is submitted as the documentation says, and in the last.</summary>
    [Theory]
    [InlineData("SLURM_ARRAY_TASK_ID", "0", "11")]
    [InlineData("JOB_COMPLETION_INDEX", "0", "11")]
    [InlineData("PBS_ARRAY_INDEX", "0", "11")]
    [InlineData("AWS_BATCH_JOB_ARRAY_INDEX", "0", "11")]
    [InlineData("SGE_TASK_ID", "1", "12")]
    public void Each_scheduler_says_which_piece_a_task_is_for(string variable, string first, string last)
    {
        Assert.Contains(variable, ArrayIndex.Variables);
        Assert.Equal(0, ArrayIndex.Of(name => name == variable ? first : null));
        Assert.Equal(11, ArrayIndex.Of(name => name == variable ? last : null));
        foreach (string wrong in (string[])["-1", "1.5", "+3", " 2", "0x3", "3,4", "99999999999"])
        {
            string message = Assert.Throws<UsageException>(() => ArrayIndex.Of(name => name == variable ? wrong : null)).Message;
            Assert.Contains($"{variable}: '{wrong}'", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Grid_Engine_counts_from_1_and_calls_a_job_that_is_no_array_undefined()
    {
        Assert.Throws<UsageException>(() => ArrayIndex.Of(name => name == "SGE_TASK_ID" ? "0" : null));
        Assert.Contains("Which piece?", Assert.Throws<UsageException>(() => ArrayIndex.Of(name => name == "SGE_TASK_ID" ? "undefined" : null)).Message,
            StringComparison.Ordinal);
        // A task of Slurm within a job of Grid Engine.
        var both = new Dictionary<string, string> { ["SGE_TASK_ID"] = "undefined", ["SLURM_ARRAY_TASK_ID"] = "7" };
        Assert.Equal(7, ArrayIndex.Of(both.GetValueOrDefault));
        both["SGE_TASK_ID"] = "8";
        Assert.Equal(7, ArrayIndex.Of(both.GetValueOrDefault));
    }

    [Fact]
    public void A_task_that_nobody_has_told_its_piece_is_refused()
    {
        Assert.Contains("Which piece?", Assert.Throws<UsageException>(() => ArrayIndex.Of(_ => null)).Message, StringComparison.Ordinal);
        var two = new Dictionary<string, string> { ["SLURM_ARRAY_TASK_ID"] = "1", ["PBS_ARRAY_INDEX"] = "2" };
        Assert.Contains("SLURM_ARRAY_TASK_ID is 1 and PBS_ARRAY_INDEX is 2",
            Assert.Throws<UsageException>(() => ArrayIndex.Of(two.GetValueOrDefault)).Message, StringComparison.Ordinal);
        Assert.Throws<UsageException>(() => ArrayIndex.Of(_ => "-1"));
        Assert.Throws<UsageException>(() => ArrayIndex.Of(_ => "99999999999"));
    }

    private static FoundEvent[] Find(double[] powers, int start, int stop, int joined, int longest)
    {
        var finder = new EventFinder(1, joined, longest);
        int first = Math.Max(0, start - joined - 1);
        finder.Begin(first == 0);
        for (int i = first; i < Math.Min(powers.Length, stop + longest + joined); i++) finder.Add(i, powers[i], i >= start && i < stop);
        finder.End();
        return finder.Take();
    }

    // Every value by itself: an event begins where none within a pause before it is above, and ends with the last one in reach.
    private static List<FoundEvent> Model(double[] powers, int joined, int longest)
    {
        var found = new List<FoundEvent>();
        for (int first = 0; first < powers.Length; first++)
        {
            if (powers[first] < 1 || powers[Math.Max(0, first - joined - 1)..first].Any(power => power >= 1)) continue;
            int last = first;
            bool isCut = false;
            while (Array.FindIndex(powers, last + 1, Math.Min(joined + 1, powers.Length - last - 1), power => power >= 1) is var next and >= 0)
            {
                isCut = next - first >= longest;
                if (isCut) break;
                last = next;
            }
            double[] within = powers[first..(last + 1)];
            found.Add(new FoundEvent(first, last, isCut, within.Max(), within.Sum() / within.Length));
        }
        return found;
    }
}
