using System.Globalization;
using AudioIO.Samples.Spectrogram;
using SkiaSharp;
using SpectrogramProgram = AudioIO.Samples.Spectrogram.Program;

namespace AudioIO.Samples.Tests;

/// <summary>What can be asked for beyond the plain picture.</summary>
public sealed class SpectrogramOptionsTests : IDisposable
{
    private const int Rate = 8000;
    private readonly Workspace _here = new();

    public void Dispose() => _here.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Edges_that_are_given_are_the_edges_of_the_picture(bool log)
    {
        string wave = _here.WriteWave("tone.wav", Rate, 1, 2 * Rate, (frame, _) => Sine(frame, 1000));
        string[] options = ["--low", "500", "--high", "2000", .. log ? ["--log"] : Array.Empty<string>()];

        using SKBitmap picture = Draw([wave], options);

        // 1 kHz is a third of the way, or half of it where octaves are of one height.
        SKRectI plot = new PictureLayout(800, 450).Plot;
        int expected = plot.Bottom - (int)(plot.Height * (log ? 0.5 : 1 / 3.0));
        Assert.InRange(Brightest(picture, plot), expected - 4, expected + 4);
    }

    [Fact]
    public void All_channels_are_drawn_one_below_the_other()
    {
        string wave = _here.WriteWave("three.wav", Rate, 3, 2 * Rate, (frame, channel) => Sine(frame, 1000 * (channel + 1)));

        using SKBitmap picture = Draw([wave], "--channel", "all");

        var layout = new PictureLayout(800, 450, channels: 3);
        Assert.Equal(3, layout.Panels.Count);
        for (int c = 0; c < 3; c++)
        {
            SKRectI plot = layout.Panels[c].Spectrogram;
            Assert.Equal(layout.Rows, plot.Height);
            Assert.InRange(Brightest(picture, plot), plot.Bottom - (plot.Height * (c + 1) / 4) - 2, plot.Bottom - (plot.Height * (c + 1) / 4) + 2);
        }
    }

    [Fact]
    public void Panels_lie_within_the_plot_without_touching()
    {
        foreach (int channels in (int[])[1, 2, 3, 8, 12])
        {
            foreach (bool withWaveform in (bool[])[false, true])
            {
                var layout = new PictureLayout(1600, 900, channels, withWaveform);
                int y = layout.Plot.Top;
                foreach (Panel panel in layout.Panels)
                {
                    Assert.Equal(withWaveform, panel.Waveform.Height > 0);
                    Assert.True(panel.Waveform.Top >= y && panel.Spectrogram.Top >= panel.Waveform.Bottom);
                    Assert.Equal((layout.Plot.Left, layout.Plot.Width), (panel.Spectrogram.Left, panel.Spectrogram.Width));
                    y = panel.Spectrogram.Bottom;
                }
                Assert.Equal(layout.Plot.Bottom, y);
                Assert.True(layout.Plot.Bottom <= new PictureLayout(1600, 900).Plot.Bottom);
            }
        }
    }

    [Fact]
    public void More_channels_than_find_room_are_refused_with_the_remedy()
    {
        string wave = _here.WriteWave("many.wav", Rate, 60, Rate, (_, channel) => channel / 100.0);

        Assert.Equal(1, Run(wave, "--channel", "all", "-o", _here.PathOf("many.png")));

        string message = _here.Printed(_here.Error);
        Assert.Matches(@"^Error: A picture 900 pixels high has no room for 60 channels: --height (\d+) has, or name one with --channel\.\n$", message);
        string height = System.Text.RegularExpressions.Regex.Match(message, @"--height (\d+)").Groups[1].Value;
        Assert.Equal(0, Run(wave, "--channel", "all", "-o", _here.PathOf("many.png"), "--height", height));
    }

    [Fact]
    public void A_strip_shows_the_extent_of_the_samples_in_its_columns()
    {
        // Silence, a click of one sample at 1.5 s, silence.
        string wave = _here.WriteWave("click.wav", Rate, 1, 3 * Rate, (frame, _) => frame == 12_000 ? 0.5 : 0);

        using SKBitmap picture = Draw([wave], "--waveform");

        SKRectI strip = new PictureLayout(800, 450, 1, withWaveform: true).Panels[0].Waveform;
        int[] high = [.. Enumerable.Range(strip.Left, strip.Width).Where(x => Brightness(picture.GetPixel(x, strip.Top + 4)) < 400)];
        Assert.Equal([strip.Left + (strip.Width / 2)], high);
    }

    [Theory]
    [InlineData("2000..", 500, 3000)]
    [InlineData("..1000", 3000, 500)]
    [InlineData("2500..3500", 500, 3000)]
    public void A_filter_leaves_what_lies_in_its_band(string band, int without, int with)
    {
        float[] sound = [.. Enumerable.Range(0, 4 * Rate).Select(frame => (float)(Sine(frame, without) + Sine(frame, with)))];
        Assert.True(FilterBand.TryParse(band, out FilterBand? filter));

        using Signal<float> filtered = filter!.Apply(new MadeSignal(Rate, sound.Length, 1, (frame, _) => sound[frame]));
        LevelMap map = Drawing.Compute(filtered, new SpectrogramOptions { FftSize = 512 }, columns: 20, rows: 256)[0].Map;

        Assert.InRange(map.Column(10)[with * 256 / 4000], -7.5, -5.9);
        Assert.InRange(map.Column(10)[without * 256 / 4000], -200, -50);
    }

    [Theory]
    [InlineData("300..8000", 300.0, 8000.0)]
    [InlineData("300..", 300.0, null)]
    [InlineData("..62.5", null, 62.5)]
    public void Bands_are_read_as_they_are_written(string text, double? low, double? high)
    {
        Assert.True(FilterBand.TryParse(text, out FilterBand? band));
        Assert.Equal(new FilterBand(low, high), band);
        Assert.Equal(text, band!.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("300")]
    [InlineData("300...800")]
    [InlineData("-3..8")]
    [InlineData("0..8")]
    [InlineData("8..3")]
    [InlineData("NaN..8")]
    [InlineData("3..1e5")]
    public void What_is_no_band_is_refused(string text) => Assert.False(FilterBand.TryParse(text, out _));

    [Fact]
    public void Every_option_at_once_gives_a_picture()
    {
        string wave = _here.WriteWave("20240601_220000.wav", Rate, 2, 3 * Rate, (frame, channel) => Sine(frame, 440 * (channel + 1)));
        string[] options =
        [
            "--channel", "all", "--log", "--low", "50", "--high", "3500", "--waveform", "--filter", "100..3000", "--window", "blackman-harris",
            "--pad", "4", "--colormap", "ink", "--time", "clock", "--max", "--csv", _here.PathOf("n.csv"), "--npy", _here.PathOf("n.npy"),
        ];

        using SKBitmap picture = Draw([wave], options);

        Assert.Contains("Wrote n.csv and n.npy: dBFS of 2 channels × ", _here.Printed(_here.Output), StringComparison.Ordinal);
        // On paper, nothing is white.
        SKRectI plot = new PictureLayout(800, 450, 2, withWaveform: true).Panels[0].Spectrogram;
        Assert.True(Brightness(picture.GetPixel(plot.MidX, plot.Bottom - 2)) > 600);
    }

    [Fact]
    public void The_table_holds_a_level_for_every_channel_column_and_frequency()
    {
        string wave = _here.WriteWave("two.wav", Rate, 2, 4 * Rate, (frame, channel) => Sine(frame, 1000 * (channel + 1)) / 5);

        Draw([wave], "--channel", "all", "--fft", "256", "--low", "500", "--high", "2500", "--csv", _here.PathOf("levels.csv")).Dispose();

        string[][] lines = [.. File.ReadAllLines(_here.PathOf("levels.csv")).Select(line => line.Split(','))];
        int columns = new PictureLayout(800, 450).Plot.Width;
        Assert.Equal(1 + (2 * columns), lines.Length);
        Assert.Equal(["channel", "time_s", "500", "531.25"], lines[0][..4]);
        Assert.Equal("2500", lines[0][^1]);
        Assert.Equal(2 + 65, lines[0].Length);
        Assert.All(lines, line => Assert.Equal(lines[0].Length, line.Length));
        foreach ((int line, string frequency) in ((int, string)[])[(1 + (columns / 2), "1000"), (1 + columns + (columns / 2), "2000")])
        {
            Assert.Equal(2, Value(lines[line][1]), 0.01);
            int loudest = 2 + Array.IndexOf(lines[line][2..], lines[line][2..].MaxBy(Value));
            Assert.Equal(frequency, lines[0][loudest]);
            // 0.5 / 5 of full scale.
            Assert.Equal(-20, Value(lines[line][loudest]), 0.01);
        }
    }

    [Fact]
    public void What_was_written_before_is_replaced_by_its_own_kind_only()
    {
        string wave = _here.WriteWave("tone.wav", Rate, 1, Rate, (_, _) => 0.5);
        string other = _here.PathOf("notes.csv");
        File.WriteAllText(other, "day,count\n1,2\n");

        Assert.Equal(1, Run(wave, "-o", _here.PathOf("a.png"), "--csv", other));
        Assert.Contains("notes.csv exists and is no table of levels", _here.Printed(_here.Error), StringComparison.Ordinal);
        Assert.Equal("day,count\n1,2\n", File.ReadAllText(other));
        Assert.Equal(1, Run(wave, "-o", _here.PathOf("a.png"), "--npy", wave));
        Assert.False(File.Exists(_here.PathOf("a.png")));

        foreach (string fft in (string[])["256", "64"])
        {
            string[] args = [wave, "--fft", fft, "-o", _here.PathOf("a.png"), "--csv", _here.PathOf("a.csv"), "--npy", _here.PathOf("a.npy")];
            Assert.Equal(0, Run(args));
        }
        Assert.Equal(2 + 33, File.ReadLines(_here.PathOf("a.csv")).First().Split(',').Length);
        Assert.Empty(Directory.GetFiles(_here.PathOf(""), "*.unfinished"));
    }

    private SKBitmap Draw(string[] recordings, params string[] options)
    {
        Assert.Equal(0, Run([.. recordings, .. options, "-o", _here.PathOf("picture.png"), "--width", "800", "--height", "450"]));
        return SKBitmap.Decode(_here.PathOf("picture.png"));
    }

    private int Run(params string[] args) => SpectrogramProgram.Run(args, _here.Output, _here.Error);

    private static double Value(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static double Sine(int frame, double hertz) => 0.5 * Math.Sin(2 * Math.PI * hertz * frame / Rate);

    private static int Brightness(SKColor color) => color.Red + color.Green + color.Blue;

    /// <summary>The row of the brightest pixel in the middle of an area.</summary>
    private static int Brightest(SKBitmap picture, SKRectI area) =>
        Enumerable.Range(area.Top, area.Height).MaxBy(y => Brightness(picture.GetPixel(area.MidX, y)));
}
