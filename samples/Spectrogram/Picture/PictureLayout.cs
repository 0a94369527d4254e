using AudioIO.Samples.Terminal;
using SkiaSharp;

namespace AudioIO.Samples.Spectrogram;

/// <summary>Where a channel is drawn.</summary>
/// <param name="Waveform">The strip of its samples; empty where there is none.</param>
/// <param name="Spectrogram">Its spectrogram; all channels' are of one size.</param>
internal readonly record struct Panel(SKRectI Waveform, SKRectI Spectrogram);

/// <summary>Where the parts of the picture lie, in pixels. Margins and letters grow with the picture.</summary>
internal sealed record PictureLayout
{
    /// <summary>Smallest picture that leaves room for a plot between the margins.</summary>
    public const int LeastWidth = 400;

    /// <inheritdoc cref="LeastWidth"/>
    public const int LeastHeight = 300;

    /// <summary>Largest side of a picture: 16 384 × 16 384 pixels are 1 GiB, what most programs still open.</summary>
    public const int LargestSide = 16_384;

    /// <summary>Fewest rows in which a channel can be seen.</summary>
    private const int LeastRows = 16;

    /// <summary>Places the parts in a picture of a given size.</summary>
    /// <param name="width">Width of the picture.</param>
    /// <param name="height">Height of the picture.</param>
    /// <param name="channels">Channels, one below the other.</param>
    /// <param name="withWaveform">True for a strip above each channel.</param>
    /// <param name="withTexts">True for a line of the texts of markers above the marks.</param>
    /// <exception cref="UsageException">There is no room for so many channels.</exception>
    public PictureLayout(int width, int height, int channels = 1, bool withWaveform = false, bool withTexts = false)
    {
        Width = width;
        Height = height;
        Scale = Math.Clamp(Math.Min(width / 1600f, height / 900f), 0.6f, 4);
        int left = Pixels(88), top = Pixels(withTexts ? 112 : 92), plotWidth = width - left - Pixels(140), plotHeight = height - top - Pixels(78);
        int between = Pixels(withWaveform ? 16 : 12), perChannel = (plotHeight + between) / channels;
        int strip = withWaveform ? Math.Clamp((perChannel - between) / 4, Pixels(18), Pixels(96)) : 0;
        int above = withWaveform ? strip + Pixels(5) : 0;
        int rows = perChannel - between - above;
        if (rows < LeastRows)
        {
            int least = height + ((LeastRows - rows + 1) * channels);
            string remedy = least <= LargestSide ? $"--height {least} has, or name one with --channel" : "name one with --channel";
            throw new UsageException($"A picture {height} pixels high has no room for {channels} channels: {remedy}.");
        }
        var panels = new Panel[channels];
        // Whole pixels: one value of the map is one pixel of the picture. What is left over becomes part of the margin.
        for (int c = 0; c < channels; c++)
        {
            int y = top + (c * perChannel);
            panels[c] = new Panel(SKRectI.Create(left, y, plotWidth, strip), SKRectI.Create(left, y + above, plotWidth, rows));
        }
        Panels = panels;
        Plot = new SKRectI(left, top, left + plotWidth, panels[^1].Spectrogram.Bottom);
        Bar = SKRectI.Create(Plot.Right + Pixels(28), Plot.Top, Pixels(20), Plot.Height);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Size of letters, lines and margins relative to a picture of 1600 × 900.</summary>
    public float Scale { get; }

    /// <summary>All channels with their strips; the spectrogram itself where one channel is drawn without.</summary>
    public SKRectI Plot { get; }

    /// <summary>The channels from top to bottom.</summary>
    public IReadOnlyList<Panel> Panels { get; }

    /// <summary>Rows of a spectrogram.</summary>
    public int Rows => Panels[0].Spectrogram.Height;

    /// <summary>The scale of colours.</summary>
    public SKRectI Bar { get; }

    /// <summary>A length given for a picture of 1600 × 900, in whole pixels of this one.</summary>
    public int Pixels(float length) => (int)Math.Round(length * Scale);

    /// <summary>How many labels fit on a length with some distance between them.</summary>
    /// <param name="length">The length.</param>
    /// <param name="perLabel">Room for a label, given for a picture of 1600 × 900.</param>
    public int MostTicks(int length, float perLabel) => Math.Max(2, (int)(length / (perLabel * Scale)));
}
