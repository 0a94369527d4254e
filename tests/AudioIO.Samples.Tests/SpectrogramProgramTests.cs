using AudioIO.Samples.Colors;
using AudioIO.Samples.Spectrogram;
using AudioIO.Samples.Spectrogram.Demo;
using SkiaSharp;
using SpectrogramProgram = AudioIO.Samples.Spectrogram.Program;

namespace AudioIO.Samples.Tests;

public sealed class SpectrogramProgramTests : IDisposable
{
    private readonly Workspace _here = new();

    public void Dispose() => _here.Dispose();

    [Fact]
    public void A_tone_of_1_kHz_is_drawn_at_1_kHz_in_the_colour_of_its_level()
    {
        string wave = _here.WriteWave("tone.wav", 44_100, 1, 30 * 44_100, (frame, _) =>
            0.1 * Math.Sin(2 * Math.PI * 1000 * frame / 44_100.0));

        Assert.Equal(0, Run(wave, "-o", _here.PathOf("tone.png"), "--floor", "-100", "--ceiling", "0"));

        using SKBitmap picture = SKBitmap.Decode(_here.PathOf("tone.png"));
        var layout = new PictureLayout(1600, 900);
        Assert.Equal((1600, 900), (picture.Width, picture.Height));
        int expectedY = layout.Plot.Bottom - (int)Math.Round(1000 / 22_050.0 * layout.Plot.Height);
        for (int x = layout.Plot.Left; x < layout.Plot.Right; x++)
        {
            int brightest = Enumerable.Range(layout.Plot.Top, layout.Plot.Height).MaxBy(y => Brightness(picture.GetPixel(x, y)));
            Assert.InRange(brightest, expectedY - 1, expectedY + 1);
            // −20 dBFS, less what the window loses between two bins (1.42 dB at the most).
            Assert.InRange(
                Brightness(picture.GetPixel(x, brightest)),
                Brightness(ColorMap.Ember.At(0.78f)), Brightness(ColorMap.Ember.At(0.805f)));
        }
    }

    [Fact]
    public void A_chirp_rises_from_corner_to_corner()
    {
        // Phase of a sweep from 0 Hz to half the rate in 20 s.
        string wave = _here.WriteWave("chirp.wav", 16_000, 1, 20 * 16_000, (frame, _) =>
            0.5 * Math.Sin(Math.PI * 400.0 * frame / 16_000 * frame / 16_000));

        Assert.Equal(0, Run(wave, "-o", _here.PathOf("chirp.png")));

        using SKBitmap picture = SKBitmap.Decode(_here.PathOf("chirp.png"));
        SKRectI plot = new PictureLayout(1600, 900).Plot;
        for (int x = 20; x < plot.Width - 20; x += 10)
        {
            int brightest = Enumerable.Range(plot.Top, plot.Height).MaxBy(y => Brightness(picture.GetPixel(plot.Left + x, y)));
            double expected = plot.Bottom - ((double)x / plot.Width * plot.Height);
            Assert.InRange(brightest, expected - 4, expected + 4);
        }
    }

    [Fact]
    public void Title_axes_and_scale_are_written_around_the_plot_and_not_cut_off()
    {
        const string LongName = "a file with a rather long name, as recorders and their owners like to give them, again and again.wav";
        string wave = _here.WriteWave(LongName, 8000, 2, 8000, (_, _) => 0);

        foreach ((int width, int height) in (ReadOnlySpan<(int, int)>)[(1600, 900), (400, 300), (3000, 1200)])
        {
            Assert.Equal(0, Run(wave, "-o", _here.PathOf("small.png"), "--width", $"{width}", "--height", $"{height}"));
            using SKBitmap picture = SKBitmap.Decode(_here.PathOf("small.png"));
            var layout = new PictureLayout(width, height);
            SKRectI plot = layout.Plot;

            Assert.True(HasInk(picture, new SKRectI(plot.Left, 0, plot.Right, plot.Top / 2)), "no title");
            Assert.True(HasInk(picture, new SKRectI(plot.Left, plot.Top / 2, plot.Right, plot.Top)), "no second line");
            Assert.True(HasInk(picture, new SKRectI(0, plot.Top, plot.Left / 3, plot.Bottom)), "no title of the frequencies");
            Assert.True(HasInk(picture, new SKRectI(plot.Left / 3, plot.Top, plot.Left, plot.Bottom)), "no frequencies");
            var times = new SKRectI(plot.Left, plot.Bottom + layout.Pixels(10), plot.Right, plot.Bottom + layout.Pixels(32));
            Assert.True(HasInk(picture, times), "no times");
            Assert.True(HasInk(picture, new SKRectI(layout.Bar.Right, plot.Top, width, plot.Bottom)), "no levels");
            // The outermost pixels stay white: nothing was cut off.
            Assert.False(HasInk(picture, new SKRectI(0, 0, width, 2)) || HasInk(picture, new SKRectI(0, height - 2, width, height)));
            Assert.False(HasInk(picture, new SKRectI(0, 0, 2, height)) || HasInk(picture, new SKRectI(width - 2, 0, width, height)));
        }
    }

    [Fact]
    public void It_ends_with_what_it_read_and_how_fast_and_prints_plain_lines_where_nobody_watches()
    {
        string wave = _here.WriteWave("noise.wav", 44_100, 2, 5 * 44_100, (frame, channel) => frame * (channel + 17) % 101 / 200.0);

        Assert.Equal(0, Run(wave, "--from", "1", "--to", "0:03.5", "-o", _here.PathOf("noise.png")));

        string[] lines = _here.Printed(_here.Output).TrimEnd().Split('\n');
        Assert.Matches(@"^Reading: \d+ %$", lines[0]);
        Assert.Equal("Reading: 100 %", lines[^3]);
        Assert.Matches(@"^Read 0:02\.546 of sound \(112,298 frames, 2 channels\) in \d+\.\d\d s: [\d,.]+ times real time$", lines[^2]);
        Assert.Equal("Wrote noise.png (1600 × 900)", lines[^1]);
        Assert.Equal("", _here.Printed(_here.Error));
        Assert.DoesNotContain('\u001b', _here.Printed(_here.Output));
    }

    [Fact]
    public void The_demo_is_the_same_every_time_and_can_be_drawn()
    {
        var job = new SpectrogramJob(_here.Output);
        string first = job.MakeDemo(_here.PathOf(Path.Combine("new folder", "demo.wav")), TimeSpan.FromSeconds(12.5));
        string second = job.MakeDemo(_here.PathOf("demo.wav"), TimeSpan.FromSeconds(12.5));

        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
        Assert.Contains("made 0:12 of demo sound, demo.wav (2.2 MB)", _here.Printed(_here.Output), StringComparison.Ordinal);
        AudioInfo info = AudioLoader.Identify(first);
        Assert.Equal((44_100, 2, 551_250), (info.Rate, info.Channels, info.Frames));
        Assert.Equal(2, Directory.GetFiles(_here.PathOf(""), "*.wav", SearchOption.AllDirectories).Length);
        Assert.Empty(Directory.GetFiles(_here.PathOf(""), "*.part", SearchOption.AllDirectories));

        Assert.Equal(0, Run(first, "-o", _here.PathOf("demo.png"), "--max"));
        Assert.True(new FileInfo(_here.PathOf("demo.png")).Length > 100_000);
    }

    [Fact]
    public void The_demo_never_clips_and_falls_silent_nowhere()
    {
        string path = _here.PathOf("whole.wav");
        DemoRecording.Write(path, TimeSpan.FromMinutes(2.5), new Progress<double>());

        using AudioLoader<short> data = AudioLoader.Open<short>(path);
        foreach (FrameSpan<short> second in data.Blocks(DemoRecording.Rate))
        {
            int peak = 0;
            foreach (short value in second.Span) peak = Math.Max(peak, Math.Abs((int)value));
            Assert.InRange(peak, 30, 32_000);
        }
    }

    [Theory]
    [InlineData("Could not find file", "missing.wav")]
    [InlineData("no time; write seconds", "tone.wav", "--from", "soon")]
    [InlineData("--fft: 'banana' is no number", "tone.wav", "--fft", "banana")]
    [InlineData("--overlap: 'half' is no number", "tone.wav", "--overlap", "half")]
    [InlineData("--floor: 'low' is no number", "tone.wav", "--floor", "low")]
    [InlineData("--channel: 'one' is neither a number nor all", "tone.wav", "--channel", "one")]
    [InlineData("--low: 'deep' is no number", "tone.wav", "--low", "deep")]
    [InlineData("--high 4001 lies above half the sampling rate", "tone.wav", "--high", "4001")]
    [InlineData("--low 3000 must lie below 2000 Hz", "tone.wav", "--low", "3000", "--high", "2000")]
    [InlineData("--low must lie above 0 on a logarithmic axis", "tone.wav", "--log", "--low", "0")]
    [InlineData("--filter: 'loud' is no band of frequencies", "tone.wav", "--filter", "loud")]
    [InlineData("--filter: '9..1' is no band of frequencies", "tone.wav", "--filter", "9..1")]
    [InlineData("--filter 100..5000: its edges must lie below half the sampling rate", "tone.wav", "--filter", "100..5000")]
    [InlineData("--window: 'hanning' is none of hann|hamming|", "tone.wav", "--window", "hanning")]
    [InlineData("--colormap: 'jet' is none of ember|lagoon|gray|ink", "tone.wav", "--colormap", "jet")]
    [InlineData("--pad: the factor must be a power of two", "tone.wav", "--pad", "3")]
    [InlineData("--pad: 32 is not between 1 and 16", "tone.wav", "--pad", "32")]
    [InlineData("--time: 'noon' is none of clock|recording", "tone.wav", "--time", "noon")]
    [InlineData("--time clock: no file of the recording says when", "tone.wav", "--time", "clock")]
    [InlineData("--csv: there is no folder", "tone.wav", "--csv", "no-such-folder/x.csv")]
    [InlineData("--npy: the path is empty", "tone.wav", "--npy", "")]
    [InlineData("--output, --csv and --npy cannot all go to the standard output", "tone.wav", "-o", "-", "--csv", "-")]
    [InlineData("a power of two", "tone.wav", "--fft", "1000")]
    [InlineData("not between 64 and 131072", "tone.wav", "--fft", "32")]
    [InlineData("not between 0 and 99.9", "tone.wav", "--overlap", "100")]
    [InlineData("--width: 100 is not between 400 and 16384", "tone.wav", "--width", "100")]
    [InlineData("the recording has 1 channel, counted from 0", "tone.wav", "--channel", "1")]
    [InlineData("the recording has 1 channel, counted from 0", "tone.wav", "--channel", "-1")]
    [InlineData("--ceiling must lie above --floor", "tone.wav", "--floor", "-20", "--ceiling", "-30")]
    [InlineData("beyond the end of the recording, which lasts 0:00.125", "tone.wav", "--from", "1:00:00")]
    [InlineData("'--bogus'", "tone.wav", "--bogus")]
    [InlineData("", "text.wav")]
    [InlineData("not between -1000 and 1000", "tone.wav", "--floor", "NaN")]
    [InlineData("--output: the path is empty", "tone.wav", "-o", "")]
    [InlineData("is a folder", "tone.wav", "-o", ".")]
    [InlineData("--output: there is no folder", "tone.wav", "-o", "no-such-folder/x.png")]
    public void A_failure_is_one_line_and_exit_code_1(string expected, params string[] args)
    {
        _here.WriteWave("tone.wav", 8000, 1, 1000, (_, _) => 0.5);
        File.WriteAllText(_here.PathOf("text.wav"), "This is no recording, whatever its name says.");
        args[0] = _here.PathOf(args[0]);

        Assert.Equal(1, Run(args));

        string message = _here.Printed(_here.Error);
        Assert.Matches(@"\AError: [^\n]+\n\z", message);
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", message, StringComparison.Ordinal);
        Assert.Equal(["text.wav", "tone.wav"], Directory.GetFiles(_here.PathOf("")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void An_empty_path_is_no_wish_for_the_demo()
    {
        Assert.Equal(1, Run(""));
        Assert.Equal("Error: recording: the path is empty.\n", _here.Printed(_here.Error));
    }

    [Fact]
    public void A_recording_is_never_overwritten_by_its_picture()
    {
        string wave = _here.WriteWave("night.png", 8000, 1, 1000, (_, _) => 0.5);
        byte[] before = File.ReadAllBytes(wave);

        Assert.Equal(1, Run(wave, "-o", wave));

        Assert.Contains("night.png exists and is no PNG picture", _here.Printed(_here.Error), StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(wave));
    }

    [Fact]
    public void An_older_picture_is_replaced()
    {
        string wave = _here.WriteWave("tone.wav", 8000, 1, 1000, (_, _) => 0.5);

        Assert.Equal(0, Run(wave, "-o", _here.PathOf("tone.png"), "--width", "2000"));
        Assert.Equal(0, Run(wave, "-o", _here.PathOf("tone.png"), "--width", "600"));

        using SKBitmap picture = SKBitmap.Decode(_here.PathOf("tone.png"));
        Assert.Equal(600, picture.Width);
    }

    [Fact]
    public void Help_names_every_option()
    {
        Assert.Equal(0, Run("--help"));

        string help = _here.Printed(_here.Output);
        string options = "--output --csv --npy --channel --from --to --time --low --high --log --filter --waveform --fft --overlap --window " +
            "--pad --max --floor --ceiling --colormap --width --height";
        foreach (string option in options.Split(' ')) Assert.Contains(option, help, StringComparison.Ordinal);
    }

    private int Run(params string[] args) => SpectrogramProgram.Run(args, _here.Output, _here.Error);

    private static int Brightness(SKColor color) => color.Red + color.Green + color.Blue;

    private static int Brightness(Rgb color) => color.Red + color.Green + color.Blue;

    private static bool HasInk(SKBitmap picture, SKRectI area)
    {
        for (int y = area.Top; y < area.Bottom; y++)
        {
            for (int x = area.Left; x < area.Right; x++)
            {
                if (Brightness(picture.GetPixel(x, y)) < 600) return true;
            }
        }
        return false;
    }
}
