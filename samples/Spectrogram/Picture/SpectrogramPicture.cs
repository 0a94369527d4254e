using System.Runtime.CompilerServices;
using AudioIO.Samples.Colors;
using SkiaSharp;

namespace AudioIO.Samples.Spectrogram;

/// <summary>What is written over the picture.</summary>
/// <param name="Heading">The first line, in large letters.</param>
/// <param name="Recording">Below on the left: what the recording is.</param>
/// <param name="Analysis">Below on the right: how the spectrogram was made.</param>
internal sealed record PictureTitle(string Heading, string Recording, string Analysis);

/// <summary>All that is drawn.</summary>
internal sealed record PictureContent
{
    /// <summary>What is written above.</summary>
    public required PictureTitle Title { get; init; }

    /// <summary>The channels from top to bottom; their maps have the size of the layout's spectrograms.</summary>
    public required IReadOnlyList<ChannelLevels> Channels { get; init; }

    /// <summary>What each channel is called; empty where it needs no name.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>The levels of the first and the last colour.</summary>
    public required LevelRange Range { get; init; }

    /// <summary>The colours of levels.</summary>
    public required ColorMap Colors { get; init; }

    /// <summary>The axis below.</summary>
    public required Axis Time { get; init; }

    /// <summary>The axis on the left.</summary>
    public required Axis Frequency { get; init; }

    /// <summary>What is marked above the plot.</summary>
    public required IReadOnlyList<Mark> Marks { get; init; }

    /// <summary>True for a column in which nothing was recorded.</summary>
    public required Func<int, bool> IsBlank { get; init; }

    /// <summary>Place of a frame on the axis of time, 0 to 1.</summary>
    public required Func<long, double> PlaceOf { get; init; }
}

/// <summary>Draws the spectrogram with its axes and writes it as PNG.</summary>
internal sealed class SpectrogramPicture
{
    private readonly PictureLayout _layout;
    private readonly PictureCanvas _canvas;
    private readonly PictureContent _content;

    private SpectrogramPicture(PictureLayout layout, PictureCanvas canvas, PictureContent content) =>
        (_layout, _canvas, _content) = (layout, canvas, content);

    /// <summary>Draws everything and writes the file.</summary>
    /// <param name="file">The PNG file; replaced where it exists.</param>
    /// <param name="layout">Where things lie.</param>
    /// <param name="content">What is drawn.</param>
    /// <returns>Number of texts of markers that found no room.</returns>
    public static int Write(OutputFile file, PictureLayout layout, PictureContent content)
    {
        using var canvas = new PictureCanvas(layout);
        int leftOut = new SpectrogramPicture(layout, canvas, content).Draw();
        canvas.Write(file);
        return leftOut;
    }

    private int Draw()
    {
        DrawTitle(_content.Title);
        DrawTimeAxis(_content.Time);
        DrawFrequencyAxes(_content.Frequency);
        DrawLevelScale(Axis.Level(_content.Range, _layout.MostTicks(_layout.Bar.Height, 60)));
        DrawWaveforms();
        int leftOut = new MarkLane(_canvas, _layout).Draw(_content.Marks, _content.PlaceOf);
        // Pixels that mean something are set last and one by one: no smoothing, no line over them.
        Span<uint> pixels = _canvas.Pixels();
        for (int c = 0; c < _content.Channels.Count; c++) FillPlot(pixels, _layout.Panels[c].Spectrogram, _content.Channels[c].Map);
        FillBar(pixels);
        return leftOut;
    }

    // A loop over all pixels, called once: it would be done before a counter of calls had it compiled well.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillPlot(Span<uint> pixels, SKRectI plot, LevelMap map)
    {
        // As many columns at once as a line of the cache has pixels: of one alone, every row would fetch it again.
        const int Together = 16;
        bool[] isBlank = [.. Enumerable.Range(0, map.Columns).Select(_content.IsBlank)];
        ReadOnlySpan<float> levels = map.Levels;
        for (int first = 0; first < map.Columns; first += Together)
        {
            int stop = Math.Min(first + Together, map.Columns);
            for (int row = 0; row < map.Rows; row++)
            {
                Span<uint> line = pixels.Slice(((plot.Bottom - 1 - row) * _layout.Width) + plot.Left, map.Columns);
                for (int x = first; x < stop; x++)
                    if (!isBlank[x]) line[x] = ColorOf(_content.Range.Fraction(levels[(x * map.Rows) + row]));
            }
        }
    }

    private void FillBar(Span<uint> pixels)
    {
        SKRectI bar = _layout.Bar;
        for (int y = 0; y < bar.Height; y++)
            pixels.Slice(((bar.Bottom - 1 - y) * _layout.Width) + bar.Left, bar.Width).Fill(ColorOf((y + 0.5f) / bar.Height));
    }

    private uint ColorOf(float fraction) => PictureCanvas.Pixel(_content.Colors.At(fraction));

    private void DrawTitle(PictureTitle title)
    {
        SKRectI plot = _layout.Plot;
        using SKFont large = _canvas.Font(26);
        using SKFont small = _canvas.Font(16);
        large.Embolden = true;
        float right = _layout.Bar.Right + _layout.Pixels(72);
        string heading = PictureCanvas.Shortened(title.Heading, large, right - plot.Left);
        _canvas.Text(heading, plot.Left, _layout.Pixels(40), SKTextAlign.Left, large, PictureCanvas.Ink);
        float line = _layout.Pixels(72);
        float analysisWidth = small.MeasureText(title.Analysis);
        float room = plot.Width - small.MeasureText(title.Recording) - _layout.Pixels(24);
        string recording = PictureCanvas.Shortened(title.Recording, small, right - plot.Left);
        _canvas.Text(recording, plot.Left, line, SKTextAlign.Left, small, PictureCanvas.FaintInk);
        if (analysisWidth <= room) _canvas.Text(title.Analysis, plot.Right, line, SKTextAlign.Right, small, PictureCanvas.FaintInk);
    }

    private void DrawTimeAxis(Axis axis)
    {
        SKRectI plot = _layout.Plot;
        using SKFont font = _canvas.Font(16);
        int length = _layout.Pixels(7);
        foreach (Tick tick in axis.Ticks)
        {
            float x = PictureCanvas.Whole(plot.Left + (axis.Fraction(tick.Value) * plot.Width));
            _canvas.Line(x, plot.Bottom, x, plot.Bottom + length);
            _canvas.Text(tick.Label, x, plot.Bottom + _layout.Pixels(27), SKTextAlign.Center, font, PictureCanvas.Ink);
        }
        float line = plot.Bottom + _layout.Pixels(58), half = font.MeasureText(axis.Title) / 2;
        _canvas.Text(axis.Title, plot.MidX, line, SKTextAlign.Center, font, PictureCanvas.Ink);
        new MarkLane(_canvas, _layout).DrawLegend(_content.Marks, plot.MidX + half + _layout.Pixels(16), line);
    }

    private void DrawFrequencyAxes(Axis axis)
    {
        using SKFont font = _canvas.Font(_layout.Panels.Count > 4 ? 13 : 16);
        using SKFont title = _canvas.Font(16);
        using SKFont name = _canvas.Font(14);
        int halfLetter = _layout.Pixels(_layout.Panels.Count > 4 ? 4.5f : 5.5f);
        for (int c = 0; c < _layout.Panels.Count; c++)
        {
            SKRectI plot = _layout.Panels[c].Spectrogram;
            foreach (Tick tick in axis.Ticks)
            {
                float y = PictureCanvas.Whole(plot.Bottom - (axis.Fraction(tick.Value) * plot.Height));
                _canvas.Line(plot.Left - _layout.Pixels(7), y, plot.Left, y);
                if (y - LabelAbove(c) < 1.1f * font.Size) continue;
                _canvas.Text(tick.Label, plot.Left - _layout.Pixels(12), y + halfLetter, SKTextAlign.Right, font, PictureCanvas.Ink);
            }
            _canvas.Upright(_content.Names[c], plot.Right + _layout.Pixels(18), plot.MidY, name, PictureCanvas.FaintInk);
        }
        _canvas.Upright(axis.Title, _layout.Pixels(28), _layout.Plot.MidY, title, PictureCanvas.Ink);
    }

    /// <summary>Height of the label above those of a channel: that of its strip, else the lowest one of the channel before.</summary>
    private float LabelAbove(int channel) => _layout.Panels[channel] switch
    {
        { Waveform: { Height: > 0 } strip } => strip.MidY,
        _ => channel > 0 ? _layout.Panels[channel - 1].Spectrogram.Bottom : float.NegativeInfinity,
    };

    private void DrawLevelScale(Axis axis)
    {
        SKRectI bar = _layout.Bar;
        using SKFont font = _canvas.Font(16);
        foreach (Tick tick in axis.Ticks)
        {
            float y = PictureCanvas.Whole(bar.Bottom - (axis.Fraction(tick.Value) * bar.Height));
            _canvas.Line(bar.Right, y, bar.Right + _layout.Pixels(6), y);
            _canvas.Text(tick.Label, bar.Right + _layout.Pixels(52), y + _layout.Pixels(5.5f), SKTextAlign.Right, font, PictureCanvas.Ink);
        }
        _canvas.Upright(axis.Title, bar.Right + _layout.Pixels(76), _layout.Plot.MidY, font, PictureCanvas.Ink);
    }

    private void DrawWaveforms()
    {
        SampleExtents[] extents = [.. _content.Channels.Select(channel => channel.Extents).OfType<SampleExtents>()];
        if (extents.Length == 0) return;
        double range = WaveformStrip.Range(extents);
        var strip = new WaveformStrip(_canvas, _layout);
        for (int c = 0; c < extents.Length; c++) strip.Draw(_layout.Panels[c].Waveform, extents[c], range, _content.IsBlank);
    }
}
