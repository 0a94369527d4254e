using System.Globalization;
using SkiaSharp;

namespace AudioIO.Samples.Spectrogram;

/// <summary>The extent of the samples of each column, as a strip above the spectrogram.</summary>
internal sealed class WaveformStrip(PictureCanvas canvas, PictureLayout layout)
{
    private static readonly SKColor Wave = new(0x4A, 0x55, 0x68);
    private static readonly SKColor Frame = new(0xD5, 0xD9, 0xDE);

    /// <summary>The amplitude at the edges of the strips: the smallest of 1, 2, 5 times a power of ten that holds every sample.</summary>
    public static double Range(IEnumerable<SampleExtents> channels) =>
        Axis.LinearStep(Math.Max(channels.Max(extents => extents.Peak), 1e-6));

    /// <summary>Draws a strip.</summary>
    /// <param name="area">Where.</param>
    /// <param name="extents">A column per pixel.</param>
    /// <param name="range">The amplitude at its edges.</param>
    /// <param name="isBlank">True for a column in which nothing was recorded.</param>
    public void Draw(SKRectI area, SampleExtents extents, double range, Func<int, bool> isBlank)
    {
        float middle = area.Top + (area.Height / 2f), unit = (float)(area.Height / 2f / range);
        canvas.Fill(SKRect.Create(area.Left, MathF.Floor(middle), area.Width, 1), Frame);
        for (int i = 0; i < area.Width; i++)
        {
            if (isBlank(i)) continue;
            float low = extents.Lowest[i], high = extents.Highest[i];
            bool isNumber = float.IsFinite(low) && float.IsFinite(high);
            float top = isNumber ? MathF.Floor(middle - (high * unit)) : area.Top;
            float bottom = isNumber ? MathF.Floor(middle - (low * unit)) + 1 : area.Bottom;
            SKColor color = isNumber ? Wave : new SKColor(0x80, 0x80, 0x80);
            canvas.Fill(new SKRect(area.Left + i, Math.Max(top, area.Top), area.Left + i + 1, Math.Min(bottom, area.Bottom)), color);
        }
        canvas.Fill(SKRect.Create(area.Left, area.Top, area.Width, 1), Frame);
        canvas.Fill(SKRect.Create(area.Left, area.Bottom - 1, area.Width, 1), Frame);
        using SKFont font = canvas.Font(13);
        string label = "\u00B1" + range.ToString("0.######", CultureInfo.InvariantCulture);
        canvas.Text(label, area.Left - layout.Pixels(12), middle + layout.Pixels(4.5f), SKTextAlign.Right, font, PictureCanvas.FaintInk);
    }
}
