using SkiaSharp;

namespace AudioIO.Samples.Spectrogram;

/// <summary>The marks in a lane above the plot, which they leave as it is, and the legend that explains those that occur.</summary>
internal sealed class MarkLane(PictureCanvas canvas, PictureLayout layout)
{
    private static readonly (MarkKind Kind, string Text, SKColor Color)[] Kinds =
    [
        (MarkKind.Join, "next file", new SKColor(0x5F, 0x66, 0x6E)),
        (MarkKind.Marker, "marker", new SKColor(0x2B, 0x6C, 0xB0)),
        (MarkKind.Gap, "clock jumps", new SKColor(0xD9, 0x77, 0x06)),
        (MarkKind.Damage, "damage", new SKColor(0xC5, 0x30, 0x30)),
    ];

    private float Bottom => layout.Plot.Top - layout.Pixels(3);

    private float Size => layout.Pixels(10);

    /// <summary>Draws the marks, and the texts of as many as find room side by side.</summary>
    /// <param name="marks">The marks, those that matter most last.</param>
    /// <param name="place">Place of a frame on the axis of time, 0 to 1.</param>
    /// <returns>Number of texts that found none.</returns>
    public int Draw(IReadOnlyList<Mark> marks, Func<long, double> place)
    {
        foreach (Mark mark in marks)
        {
            float from = X(mark.StartFrame), to = X(mark.StopFrame);
            Draw(mark.Kind, from, mark.StopFrame > mark.StartFrame ? Math.Max(to, from + 1) : from, Bottom);
        }
        return DrawTexts([.. marks.Where(mark => mark.Text.Length > 0).Select(mark => (mark.Text, X(mark.StartFrame)))]);

        float X(long frame) => layout.Plot.Left + (float)(place(frame) * layout.Plot.Width);
    }

    private int DrawTexts((string Text, float X)[] texts)
    {
        using SKFont font = canvas.Font(13);
        // A text begins with its mark, and ends with the picture at the latest.
        float edge = layout.Width - layout.Pixels(8);
        (float Left, float Right)[] spans = [.. texts.Select(text => Span(text.Text, MathF.Floor(text.X)))];
        bool[] isPlaced = TextRoom.Place(spans, layout.Pixels(8));
        for (int i = 0; i < texts.Length; i++)
        {
            if (isPlaced[i])
                canvas.Text(texts[i].Text, spans[i].Left, Bottom - Size - layout.Pixels(5), SKTextAlign.Left, font, PictureCanvas.FaintInk);
        }
        return isPlaced.Count(placed => !placed);

        (float Left, float Right) Span(string text, float x)
        {
            float width = font.MeasureText(text), left = Math.Min(x, edge - width);
            // Longer than this, it would stand for more than its place.
            return width > layout.Pixels(240) ? (x, float.PositiveInfinity) : (left, left + width);
        }
    }

    /// <summary>Draws the legend on the line of the axis's title, where it ends at the right edge.</summary>
    /// <param name="marks">The marks that are explained.</param>
    /// <param name="left">Where the room for it begins.</param>
    /// <param name="baseline">Where its letters stand.</param>
    public void DrawLegend(IReadOnlyList<Mark> marks, float left, float baseline)
    {
        using SKFont font = canvas.Font(14);
        float right = layout.Bar.Right + layout.Pixels(72);
        for (int i = Kinds.Length - 1; i >= 0; i--)
        {
            (MarkKind kind, string text, _) = Kinds[i];
            if (!marks.Any(mark => mark.Kind == kind)) continue;
            float textLeft = right - font.MeasureText(text), at = textLeft - (1.2f * Size);
            if (at - Size < left) return;
            canvas.Text(text, textLeft, baseline, SKTextAlign.Left, font, PictureCanvas.FaintInk);
            Draw(kind, kind == MarkKind.Damage ? at - (Size / 2) : at, kind == MarkKind.Damage ? at + (Size / 2) : at, baseline);
            right = at - (2.2f * Size);
        }
    }

    private void Draw(MarkKind kind, float from, float to, float bottom)
    {
        SKColor color = Kinds[(int)kind].Color;
        float thin = Math.Max(1, layout.Pixels(2)), least = Math.Max(2, layout.Pixels(3)), x = MathF.Floor(from);
        switch (kind)
        {
            case MarkKind.Join:
                canvas.Fill(SKRect.Create(x, bottom - (0.7f * Size), thin, 0.7f * Size), color);
                break;
            case MarkKind.Damage:
                canvas.Fill(SKRect.Create(x, bottom - (0.5f * Size), Math.Max(MathF.Ceiling(to) - x, least), 0.5f * Size), color);
                break;
            case MarkKind.Marker:
                if (to > from) canvas.Fill(SKRect.Create(x, bottom - Size, Math.Max(MathF.Ceiling(to) - x, thin), thin), color);
                canvas.Fill(SKRect.Create(x, bottom - Size, thin, Size), color);
                break;
            default:
                using (SKPath triangle = Triangle(x + (thin / 2), bottom)) canvas.Fill(triangle, color);
                break;
        }
    }

    /// <summary>A triangle that points at a place below it.</summary>
    private SKPath Triangle(float x, float bottom)
    {
        var path = new SKPath();
        path.MoveTo(x, bottom);
        path.LineTo(x - (0.55f * Size), bottom - Size);
        path.LineTo(x + (0.55f * Size), bottom - Size);
        path.Close();
        return path;
    }
}
