using BatCallsProgram = AudioIO.Samples.BatCalls.Program;

namespace AudioIO.Samples.Tests;

/// <summary>Sweeps in the noise of a night with a gap are found where they were put.</summary>
public sealed class BatCallsTests : IDisposable
{
    private const int Rate = 192_000;
    private const double CallSeconds = 0.006;

    // In frames of the whole: across the seam of both files that follow each other, and beside the gap.
    private static readonly int[] Calls =
        [20_000, 150_000, Rate - 500, (3 * Rate / 2) + 1000, (2 * Rate) - 4000, (2 * Rate) + 3000, (5 * Rate / 2) + 7];

    private readonly Workspace _here = new();

    public void Dispose() => _here.Dispose();

    [Theory]
    [InlineData("calls.selections.txt", LabelFormat.Raven)]
    [InlineData("calls.txt", LabelFormat.Audacity)]
    [InlineData("calls.csv", LabelFormat.Csv)]
    public void Every_call_is_labelled_within_a_millisecond_and_nothing_else(string name, LabelFormat format)
    {
        string folder = Night();

        Assert.Equal(0, BatCallsProgram.Run([folder, _here.PathOf(name)], _here.Output, _here.Error));

        using AudioLoader<float> night = AudioLoader.OpenFolder(folder, "*.wav");
        LabelFile file = LabelFile.Read(_here.PathOf(name), night.Source);
        Assert.Equal(format, file.Format);
        Assert.Equal(Calls.Length, file.Labels.Count);
        Assert.All(Calls.Zip(file.Labels), pair =>
        {
            Assert.Equal(pair.First / (double)Rate, pair.Second.StartFrame / (double)Rate, 1e-3);
            Assert.Equal(CallSeconds, pair.Second.FrameCount / (double)Rate, 2e-3);
            Assert.Equal("bat", pair.Second.Text);
        });
    }

    [Fact]
    public void Lines_are_on_the_clock_across_the_gap()
    {
        Assert.Equal(0, BatCallsProgram.Run([Night(), _here.PathOf("calls.csv")], _here.Output, _here.Error));
        string[] lines = _here.Printed(_here.Output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            ["22:00:00", "22:00:00", "22:00:00", "22:00:01", "22:00:01", "22:30:00", "22:30:00"], lines.Select(line => line[11..19]));
        Assert.All(lines, line => Assert.Matches(@"^2024-06-01T[0-9:]{8} [4-8]\.\d ms$", line));
    }

    [Fact]
    public void Without_a_folder_it_says_how_it_is_called()
    {
        Assert.Equal(1, BatCallsProgram.Run(["night"], _here.Output, _here.Error));
        Assert.StartsWith("Error: Expected a folder and labels", _here.Printed(_here.Error), StringComparison.Ordinal);
    }

    /// <summary>Two files of a second that follow each other, and one half an hour later.</summary>
    private string Night()
    {
        string folder = Path.GetDirectoryName(_here.PathOf("night/x"))!;
        Directory.CreateDirectory(folder);
        var random = new Random(1);
        _here.WriteWave("night/20240601_220000.wav", Rate, 1, Rate, (frame, _) => Sound(frame));
        _here.WriteWave("night/20240601_220001.wav", Rate, 1, Rate, (frame, _) => Sound(Rate + frame));
        _here.WriteWave("night/20240601_223000.wav", Rate, 1, Rate, (frame, _) => Sound((2 * Rate) + frame));
        return folder;

        // Noise, a cricket of 5 kHz that is louder than the bats, and their sweeps from 70 down to 30 kHz.
        double Sound(int frame)
        {
            double value = (0.005 * (random.NextDouble() - 0.5)) + (0.3 * Math.Sin(2 * Math.PI * 5000 * frame / Rate));
            foreach (int call in Calls)
            {
                double t = (frame - call) / (double)Rate;
                if (t is >= 0 and < CallSeconds) value += 0.1 * Math.Sin(2 * Math.PI * ((70_000 * t) - (20_000 / CallSeconds * t * t)));
            }
            return value;
        }
    }
}
