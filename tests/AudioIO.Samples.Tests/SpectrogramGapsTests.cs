using AudioIO.Samples.Spectrogram;
using SkiaSharp;
using SpectrogramProgram = AudioIO.Samples.Spectrogram.Program;

namespace AudioIO.Samples.Tests;

/// <summary>Time in which nothing was recorded, and the texts of markers.</summary>
public sealed class SpectrogramGapsTests : IDisposable
{
    private const int Rate = 8000;
    private readonly Workspace _here = new();

    public void Dispose() => _here.Dispose();

    [Fact]
    public void Pauses_of_the_recorder_are_blank_columns_and_all_others_have_their_level()
    {
        string[] night = [Tone("20240601_220000.wav", 10), Tone("20240601_220030.wav", 20), Tone("20240601_220110.wav", 10)];

        Assert.Equal(0, Run([.. night, "--gaps", "--waveform", "-o", _here.PathOf("night.png"), "--npy", _here.PathOf("night.npy")]));

        Assert.Contains($"Blank: 2 gaps on the clock, {RecordingTitle.Duration(40)}\n", _here.Printed(_here.Output), StringComparison.Ordinal);
        using SKBitmap picture = SKBitmap.Decode(_here.PathOf("night.png"));
        Panel panel = new PictureLayout(1600, 900, 1, withWaveform: true).Panels[0];
        SKRectI plot = panel.Spectrogram;
        for (int x = 0; x < plot.Width; x++)
        {
            // 80 s of 10, 20, 20, 20 and 10 s.
            double from = 80.0 * x / plot.Width, to = 80.0 * (x + 1) / plot.Width;
            bool isBlank = (from >= 10 && to <= 30) || (from >= 50 && to <= 70);
            SKColor color = picture.GetPixel(plot.Left + x, plot.Bottom - 1 - (plot.Height / 4));
            Assert.True(isBlank == (color == SKColors.White), $"column {x}: {color}");
            int middle = panel.Waveform.MidY;
            if (isBlank) Assert.Equal(SKColors.White, picture.GetPixel(panel.Waveform.Left + x, middle - 10));
            else Assert.NotEqual(SKColors.White, picture.GetPixel(panel.Waveform.Left + x, middle - 10));
        }
    }

    [Fact]
    public void A_column_that_is_half_a_pause_has_the_level_of_its_other_half()
    {
        using AudioLoader<float> data = AudioLoader.Open(
            [Tone("20240601_220000.wav", 15), Tone("20240601_220100.wav", 15)], new AudioLoaderOptions { Gaps = GapPolicy.Fill });
        var options = new SpectrogramOptions { FftSize = 256, Overlap = 0.5 };
        PictureRequest request = PictureRequest.Create(data, options);
        Assert.Equal([new FrameRange(15 * Rate, 60 * Rate)], request.Plan.Pauses);
        // Of 7.5 s each, so that the third and the ninth are half a pause.
        AnalysisPlan plan = request.Plan with { Columns = 10 };
        ChannelLevels[] levels = SpectrogramAnalysis.Compute(
            data.Signal, plan, options, request.Scale, [0], 100, new Drawing.Reports(_ => { }));
        float[] loudest = [.. Enumerable.Range(0, 10).Select(c => levels[0].Map.Column(c).ToArray().Max())];
        Assert.Equal(loudest[0], loudest[1], 0.01);
        Assert.Equal(loudest[0], loudest[8], 0.1);
        Assert.All(Enumerable.Range(2, 6), c => Assert.True(plan.IsBlank(c) && float.IsNaN(loudest[c])));
        Assert.Equal(10, loudest.Length);
    }

    [Fact]
    public void Where_the_clock_goes_on_through_a_pause_it_does_not_jump()
    {
        using AudioLoader<float> data = AudioLoader.Open(
            [Tone("20240601_220000.wav", 1), Tone("20240601_220001.wav", 1), Tone("20240601_220010.wav", 1)],
            new AudioLoaderOptions { Gaps = GapPolicy.Fill });
        PictureRequest request = PictureRequest.Create(data, new SpectrogramOptions());

        Assert.Equal([new Mark(MarkKind.Join, Rate, Rate)], Mark.Of(data.Source, 0, data.Frames, request.Plan.Pauses));
        Assert.StartsWith("Time of day", request.Time.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_gaps_it_says_so()
    {
        Assert.Equal(0, Run([Tone("20240601_220000.wav", 1), "--gaps", "-o", _here.PathOf("x.png")]));
        Assert.Contains("There are no gaps on the clock\n", _here.Printed(_here.Output), StringComparison.Ordinal);
    }

    [Fact]
    public void As_many_texts_as_possible_find_room_and_none_overlaps_another()
    {
        var random = new Random(1);
        for (int round = 0; round < 300; round++)
        {
            (float Left, float Right)[] spans = [.. Enumerable.Range(0, random.Next(9)).Select(_ =>
            {
                int left = random.Next(40);
                return ((float)left, random.Next(6) == 0 ? float.PositiveInfinity : left + 1 + random.Next(12));
            })];
            bool[] placed = TextRoom.Place(spans, 2);
            Assert.True(IsPossible(spans, i => placed[i]));
            int most = Enumerable.Range(0, 1 << spans.Length).Where(set => IsPossible(spans, i => (set >> i & 1) != 0)).Max(int.PopCount);
            Assert.Equal(most, placed.Count(shown => shown));
        }

        static bool IsPossible((float Left, float Right)[] spans, Func<int, bool> isShown)
        {
            (float Left, float Right)[] shown = [.. spans.Where((_, i) => isShown(i)).OrderBy(span => span.Left)];
            return shown.All(span => float.IsFinite(span.Right)) && shown.Zip(shown.Skip(1)).All(pair => pair.Second.Left >= pair.First.Right + 2);
        }
    }

    [Fact]
    public void Markers_are_called_by_their_names_above_the_plot_and_those_without_room_are_counted()
    {
        string path = _here.Write("owls.wav", DescribedWave.Bytes);
        using AudioLoader<float> data = AudioLoader.Open(path);
        IReadOnlyList<Mark> marks = Mark.Of(data.Source, 0, data.Frames);
        Assert.Contains(marks, mark => mark.Text.Length > 0);

        Assert.Equal(0, Run([path, "-o", _here.PathOf("owls.png")]));

        using SKBitmap picture = SKBitmap.Decode(_here.PathOf("owls.png"));
        SKRectI plot = new PictureLayout(1600, 900, withTexts: true).Plot;
        var line = new SKRectI(plot.Left, plot.Top - 32, plot.Right, plot.Top - 16);
        int ink = Enumerable.Range(line.Left, line.Width)
            .Count(x => Enumerable.Range(line.Top, line.Height).Any(y => picture.GetPixel(x, y) != SKColors.White));
        Assert.True(ink > 10, $"{ink} columns of ink");
    }

    private int Run(string[] args) => SpectrogramProgram.Run(args, _here.Output, _here.Error);

    private string Tone(string name, int seconds) =>
        _here.WriteWave(name, Rate, 1, seconds * Rate, (frame, _) => 0.4 * Math.Sin(2 * Math.PI * 1000 * frame / Rate));
}
