using SkiaSharp;

namespace AudioIO.Samples.Spectrogram;

/// <summary>What is written over the picture.</summary>
/// <param name="Heading">The first line, in large letters.</param>
/// <param name="Recording">Below on the left: what the recording is.</param>
/// <param name="Analysis">Below on the right: how the spectrogram was made.</param>
internal sealed record PictureTitle(string Heading, string Recording, string Analysis);

/// <summary>Draws the spectrogram with its axes and writes it as PNG.</summary>
internal sealed class SpectrogramPicture : IDisposable
{
    private static readonly SKColor Ink = new(0x22, 0x26, 0x2B);
    private static readonly SKColor FaintInk = new(0x5F, 0x66, 0x6E);

    private readonly PictureLayout _layout;
    private readonly SKBitmap _bitmap;
    private readonly SKCanvas _canvas;
    private readonly SKTypeface _typeface = EmbeddedTypeface.Open();
    private readonly SKPaint _line;

    private SpectrogramPicture(PictureLayout layout)
    {
        _layout = layout;
        _bitmap = new SKBitmap(layout.Width, layout.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        _canvas = new SKCanvas(_bitmap);
        _line = new SKPaint { Color = Ink, StrokeWidth = Math.Max(1, layout.Pixels(1.25f)) };
    }

    /// <summary>Draws everything and writes the file.</summary>
    /// <param name="file">The PNG file; replaced where it exists.</param>
    /// <param name="layout">Where things lie; its plot has the size of <paramref name="map"/>.</param>
    /// <param name="map">The levels.</param>
    /// <param name="range">The levels of the darkest and the brightest colour.</param>
    /// <param name="title">What is written above.</param>
    /// <param name="time">The axis below.</param>
    /// <param name="frequency">The axis on the left.</param>
    public static void Write(
        PictureFile file, PictureLayout layout, LevelMap map, LevelRange range, PictureTitle title, Axis time, Axis frequency)
    {
        using var picture = new SpectrogramPicture(layout);
        picture._canvas.Clear(SKColors.White);
        picture.DrawTitle(title);
        picture.DrawTimeAxis(time);
        picture.DrawFrequencyAxis(frequency);
        picture.DrawLevelScale(Axis.Level(range, MostTicks(layout.Bar.Height, 60 * layout.Scale)));
        picture._canvas.Flush();
        // Pixels that mean something are set last and one by one: no smoothing, no line over them.
        picture.FillPlot(map, range);
        picture.FillBar();
        using SKData png = picture._bitmap.Encode(SKEncodedImageFormat.Png, 100);
        file.Write(png.SaveTo);
    }

    /// <summary>How many labels fit on a length with some distance between them.</summary>
    public static int MostTicks(int length, float pixelsPerLabel) => Math.Max(2, (int)(length / pixelsPerLabel));

    public void Dispose()
    {
        _line.Dispose();
        _canvas.Dispose();
        _bitmap.Dispose();
        _typeface.Dispose();
    }

    private void FillPlot(LevelMap map, LevelRange range)
    {
        SKRectI plot = _layout.Plot;
        Span<uint> pixels = Pixels();
        for (int x = 0; x < map.Columns; x++)
        {
            ReadOnlySpan<float> column = map.Column(x);
            for (int row = 0; row < map.Rows; row++)
                pixels[((plot.Bottom - 1 - row) * _layout.Width) + plot.Left + x] = Rgba(ColorMap.At(range.Fraction(column[row])));
        }
    }

    private void FillBar()
    {
        SKRectI bar = _layout.Bar;
        Span<uint> pixels = Pixels();
        for (int y = 0; y < bar.Height; y++)
            pixels.Slice(((bar.Bottom - 1 - y) * _layout.Width) + bar.Left, bar.Width).Fill(Rgba(ColorMap.At((y + 0.5f) / bar.Height)));
    }

    private Span<uint> Pixels() => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, uint>(_bitmap.GetPixelSpan());

    // Rgba8888 has red in the lowest byte of a little-endian word.
    private static uint Rgba(SKColor color) => color.Red | ((uint)color.Green << 8) | ((uint)color.Blue << 16) | 0xFF000000;

    private void DrawTitle(PictureTitle title)
    {
        SKRectI plot = _layout.Plot;
        using SKFont large = Font(26);
        using SKFont small = Font(16);
        large.Embolden = true;
        float right = _layout.Bar.Right + _layout.Pixels(72);
        Text(Shortened(title.Heading, large, right - plot.Left), plot.Left, _layout.Pixels(40), SKTextAlign.Left, large, Ink);
        float line = _layout.Pixels(72);
        float analysisWidth = small.MeasureText(title.Analysis);
        float room = plot.Width - small.MeasureText(title.Recording) - _layout.Pixels(24);
        Text(Shortened(title.Recording, small, plot.Width), plot.Left, line, SKTextAlign.Left, small, FaintInk);
        if (analysisWidth <= room) Text(title.Analysis, plot.Right, line, SKTextAlign.Right, small, FaintInk);
    }

    private void DrawTimeAxis(Axis axis)
    {
        SKRectI plot = _layout.Plot;
        using SKFont font = Font(16);
        int length = _layout.Pixels(7);
        foreach (Tick tick in axis.Ticks)
        {
            float x = Whole(plot.Left + (axis.Fraction(tick.Value) * plot.Width));
            _canvas.DrawLine(x, plot.Bottom, x, plot.Bottom + length, _line);
            Text(tick.Label, x, plot.Bottom + _layout.Pixels(27), SKTextAlign.Center, font, Ink);
        }
        Text(axis.Title, plot.MidX, plot.Bottom + _layout.Pixels(58), SKTextAlign.Center, font, Ink);
    }

    private void DrawFrequencyAxis(Axis axis)
    {
        SKRectI plot = _layout.Plot;
        using SKFont font = Font(16);
        foreach (Tick tick in axis.Ticks)
        {
            float y = Whole(plot.Bottom - (axis.Fraction(tick.Value) * plot.Height));
            _canvas.DrawLine(plot.Left - _layout.Pixels(7), y, plot.Left, y, _line);
            Text(tick.Label, plot.Left - _layout.Pixels(12), y + _layout.Pixels(5.5f), SKTextAlign.Right, font, Ink);
        }
        Upright(axis.Title, _layout.Pixels(28), font);
    }

    private void DrawLevelScale(Axis axis)
    {
        SKRectI bar = _layout.Bar;
        using SKFont font = Font(16);
        foreach (Tick tick in axis.Ticks)
        {
            float y = Whole(bar.Bottom - (axis.Fraction(tick.Value) * bar.Height));
            _canvas.DrawLine(bar.Right, y, bar.Right + _layout.Pixels(6), y, _line);
            Text(tick.Label, bar.Right + _layout.Pixels(48), y + _layout.Pixels(5.5f), SKTextAlign.Right, font, Ink);
        }
        Upright(axis.Title, bar.Right + _layout.Pixels(76), font);
    }

    private void Upright(string text, float x, SKFont font)
    {
        _canvas.Save();
        _canvas.Translate(x, _layout.Plot.MidY);
        _canvas.RotateDegrees(-90);
        Text(text, 0, 0, SKTextAlign.Center, font, Ink);
        _canvas.Restore();
    }

    private void Text(string text, float x, float y, SKTextAlign align, SKFont font, SKColor color)
    {
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        _canvas.DrawText(text, x, y, align, font, paint);
    }

    private SKFont Font(float size) => new(_typeface, size * _layout.Scale) { Subpixel = true, Edging = SKFontEdging.Antialias };

    /// <summary>The text, its end replaced by … where it is too long for the room.</summary>
    private static string Shortened(string text, SKFont font, float room)
    {
        if (font.MeasureText(text) <= room) return text;
        int count = text.Length;
        while (count > 1 && font.MeasureText(text[..count] + "…") > room) count--;
        return text[..count] + "…";
    }

    /// <summary>The middle of a pixel, where a thin line is sharp.</summary>
    private static float Whole(double position) => (float)Math.Floor(position) + 0.5f;
}
