using System.Runtime.InteropServices;
using AudioIO.Samples.Colors;
using SkiaSharp;

namespace AudioIO.Samples.Spectrogram;

/// <summary>A white picture, the letters and lines on it, and its pixels.</summary>
internal sealed class PictureCanvas : IDisposable
{
    public static readonly SKColor Ink = new(0x22, 0x26, 0x2B);
    public static readonly SKColor FaintInk = new(0x5F, 0x66, 0x6E);

    // Neighbours that differ by a level differ by any amount in each colour, but colours recur: unfiltered, zlib makes a fifth less of the
    // pixels of two hours of sound, in a quarter of the time.
    private static readonly SKPngEncoderOptions Packing = new(SKPngEncoderFilterFlags.None, 3);

    private readonly PictureLayout _layout;
    private readonly SKBitmap _bitmap;
    private readonly SKCanvas _canvas;
    private readonly SKTypeface _typeface = EmbeddedTypeface.Open();
    private readonly SKPaint _paint = new();

    public PictureCanvas(PictureLayout layout)
    {
        _layout = layout;
        _bitmap = new SKBitmap(layout.Width, layout.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        _canvas = new SKCanvas(_bitmap);
        _canvas.Clear(SKColors.White);
    }

    /// <summary>Letters of a size that is given for a picture of 1600 × 900.</summary>
    public SKFont Font(float size) =>
        new(_typeface, size * _layout.Scale) { Subpixel = true, Edging = SKFontEdging.Antialias };

    public void Text(string text, float x, float y, SKTextAlign align, SKFont font, SKColor color)
    {
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        _canvas.DrawText(text, x, y, align, font, paint);
    }

    /// <summary>Text that is read from below, its middle at a height.</summary>
    public void Upright(string text, float x, float y, SKFont font, SKColor color)
    {
        _canvas.Save();
        _canvas.Translate(x, y);
        _canvas.RotateDegrees(-90);
        Text(text, 0, 0, SKTextAlign.Center, font, color);
        _canvas.Restore();
    }

    /// <summary>A line of whole pixels.</summary>
    public void Line(float x0, float y0, float x1, float y1)
    {
        _paint.Color = Ink;
        _paint.IsAntialias = false;
        _paint.StrokeWidth = Math.Max(1, _layout.Pixels(1.25f));
        _canvas.DrawLine(x0, y0, x1, y1, _paint);
    }

    public void Fill(SKRect area, SKColor color)
    {
        _paint.Color = color;
        _paint.IsAntialias = false;
        _canvas.DrawRect(area, _paint);
    }

    public void Fill(SKPath shape, SKColor color)
    {
        _paint.Color = color;
        _paint.IsAntialias = true;
        _canvas.DrawPath(shape, _paint);
    }

    /// <summary>The pixels, row by row; what was drawn before lies under them.</summary>
    public Span<uint> Pixels()
    {
        _canvas.Flush();
        return MemoryMarshal.Cast<byte, uint>(_bitmap.GetPixelSpan());
    }

    /// <summary>A pixel: red lies in the lowest byte of a little-endian word.</summary>
    public static uint Pixel(Rgb color) => color.Red | ((uint)color.Green << 8) | ((uint)color.Blue << 16) | 0xFF000000;

    /// <summary>Writes the picture as PNG.</summary>
    public void Write(OutputFile file)
    {
        _canvas.Flush();
        using var pixels = new SKPixmap(_bitmap.Info, _bitmap.GetPixels());
        using SKData png = pixels.Encode(Packing) ?? throw new IOException("The picture cannot be packed as PNG.");
        file.Write(png.SaveTo);
    }

    /// <summary>The text, its end replaced by … where it is too long for the room.</summary>
    public static string Shortened(string text, SKFont font, float room)
    {
        if (font.MeasureText(text) <= room) return text;
        int count = text.Length;
        while (count > 1 && font.MeasureText(text[..count] + "…") > room) count--;
        return text[..count] + "…";
    }

    /// <summary>The middle of a pixel, where a thin line is sharp.</summary>
    public static float Whole(double position) => (float)Math.Floor(position) + 0.5f;

    public void Dispose()
    {
        _paint.Dispose();
        _canvas.Dispose();
        _bitmap.Dispose();
        _typeface.Dispose();
    }
}
