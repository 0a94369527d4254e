using AudioIO.Samples.Spectrogram;
using AudioIO.Samples.Terminal;
using FsCheck.Xunit;

namespace AudioIO.Samples.Tests;

public class AnalysisPlanTests
{
    [Property(MaxTest = 300)]
    public void Every_frame_shown_lies_in_a_spectrum_and_every_spectrum_within_what_is_read(int seed)
    {
        var random = new Random(seed);
        long frames = random.Next(1, 20_000);
        double rate = random.Next(1, 2_000);
        var options = new SpectrogramOptions
        {
            FftSize = 64 << random.Next(4),
            Overlap = random.Next(3) == 0 ? null : random.NextDouble(),
            From = TimeSpan.FromSeconds(random.Next((int)frames) / rate),
        };
        AnalysisPlan plan = AnalysisPlan.Create(options, rate, frames, columns: random.Next(1, 300));

        bool[] covered = new bool[frames];
        int column = 0;
        foreach (long start in Starts(plan))
        {
            Assert.InRange(start, plan.ReadStart, Math.Max(plan.ReadStart, plan.ReadStop - plan.FftSize));
            Assert.InRange(plan.ColumnOf(start), column, plan.Columns - 1);
            column = plan.ColumnOf(start);
            for (long i = start; i < Math.Min(start + plan.FftSize, plan.ReadStop); i++) covered[i] = true;
        }
        for (long i = plan.From; i < plan.To; i++) Assert.True(covered[i], $"seed {seed}: frame {i} is in no spectrum");
    }

    [Fact]
    public void By_default_every_column_has_the_same_number_of_spectra_that_overlap_by_half_or_more()
    {
        AnalysisPlan plan = AnalysisPlan.Create(new SpectrogramOptions(), rate: 44_100, frames: 10 * 60 * 44_100, columns: 1372);

        int[] counts = [.. Starts(plan).GroupBy(plan.ColumnOf).Select(column => column.Count())];

        Assert.InRange(plan.Hop, 900, 1024);
        Assert.Equal(1372, counts.Length);
        // The outermost columns have the ends of the recording too; elsewhere rounding of the hop shifts one spectrum now and then.
        Assert.InRange(counts[1..^1].Max() - counts[1..^1].Min(), 0, 1);
    }

    [Fact]
    public void A_short_range_has_a_spectrum_for_every_column()
    {
        var options = new SpectrogramOptions { From = TimeSpan.FromSeconds(5), To = TimeSpan.FromSeconds(6) };

        AnalysisPlan plan = AnalysisPlan.Create(options, rate: 44_100, frames: 10 * 44_100, columns: 1000);

        Assert.Equal(44, plan.Hop);
        Assert.Equal(1000, Starts(plan).Select(plan.ColumnOf).Distinct().Count());
        // Half a spectrum is read on either side, so that the first column shows what lies around its own time.
        Assert.Equal((5 * 44_100) - 1024, plan.ReadStart);
        Assert.Equal((6 * 44_100) + 1024, plan.ReadStop);
    }

    [Fact]
    public void An_overlap_that_is_given_is_kept() =>
        Assert.Equal(512, AnalysisPlan.Create(new SpectrogramOptions { Overlap = 0.75 }, 44_100, 44_100, columns: 1000).Hop);

    [Fact]
    public void A_spectrum_belongs_to_the_column_in_which_its_middle_lies()
    {
        AnalysisPlan plan = AnalysisPlan.Create(new SpectrogramOptions { FftSize = 64 }, rate: 1000, frames: 10_000, columns: 10);

        Assert.Equal(0, plan.ColumnOf(0));
        Assert.Equal(0, plan.ColumnOf(1000 - 33));
        Assert.Equal(1, plan.ColumnOf(1000 - 32));
        Assert.Equal(9, plan.ColumnOf(10_000 - 64));
        Assert.Equal(9, plan.ColumnOf(10_000));
    }

    [Theory]
    [InlineData(0.0, null, 0, "The recording holds no frames.")]
    [InlineData(10.0, null, 10_000, "--from 0:10 lies beyond the end of the recording, which lasts 0:10.000.")]
    [InlineData(5.0, 5.0, 10_000, "--to must lie after --from.")]
    public void A_range_without_frames_is_refused(double from, double? to, long frames, string message)
    {
        var options = new SpectrogramOptions { From = TimeSpan.FromSeconds(from), To = to is { } end ? TimeSpan.FromSeconds(end) : null };

        Assert.Equal(message, Assert.Throws<UsageException>(() => AnalysisPlan.Create(options, rate: 1000, frames, columns: 10)).Message);
    }

    [Fact]
    public void A_range_that_reaches_beyond_the_end_stops_there()
    {
        var options = new SpectrogramOptions { To = TimeSpan.FromHours(1) };

        Assert.Equal(10_000, AnalysisPlan.Create(options, rate: 1000, frames: 10_000, columns: 10).To);
    }

    private static IEnumerable<long> Starts(AnalysisPlan plan)
    {
        for (long start = plan.ReadStart; start + plan.FftSize <= plan.ReadStop; start += plan.Hop) yield return start;
        if (plan.TailStart is { } tail) yield return tail;
    }
}
