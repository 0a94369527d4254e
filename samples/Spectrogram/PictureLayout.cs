using SkiaSharp;

namespace AudioIO.Samples.Spectrogram;

/// <summary>Where the parts of the picture lie, in pixels. Margins and letters grow with the picture.</summary>
internal sealed record PictureLayout
{
    /// <summary>Smallest picture that leaves room for a plot between the margins.</summary>
    public const int LeastWidth = 400;

    /// <inheritdoc cref="LeastWidth"/>
    public const int LeastHeight = 300;

    /// <summary>Largest side of a picture: 16 384 × 16 384 pixels are 1 GiB, what most programs still open.</summary>
    public const int LargestSide = 16_384;

    /// <summary>Places the parts in a picture of a given size.</summary>
    public PictureLayout(int width, int height)
    {
        Width = width;
        Height = height;
        Scale = Math.Clamp(Math.Min(width / 1600f, height / 900f), 0.6f, 4);
        // Whole pixels: one value of the map is one pixel of the picture.
        Plot = SKRectI.Create(
            Pixels(88), Pixels(92),
            width - Pixels(88) - Pixels(140), height - Pixels(92) - Pixels(78));
        Bar = SKRectI.Create(Plot.Right + Pixels(28), Plot.Top, Pixels(20), Plot.Height);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Size of letters, lines and margins relative to a picture of 1600 × 900.</summary>
    public float Scale { get; }

    /// <summary>The spectrogram.</summary>
    public SKRectI Plot { get; }

    /// <summary>The scale of colours.</summary>
    public SKRectI Bar { get; }

    /// <summary>A length given for a picture of 1600 × 900, in whole pixels of this one.</summary>
    public int Pixels(float length) => (int)Math.Round(length * Scale);
}
