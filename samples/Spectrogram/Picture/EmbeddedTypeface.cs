using SkiaSharp;

namespace AudioIO.Samples.Spectrogram;

/// <summary>
/// The letters of the picture. They come with the program: a machine with only the .NET SDK has none. See Fonts/README.md.
/// </summary>
internal static class EmbeddedTypeface
{
    /// <summary>Opens the typeface; the caller disposes it.</summary>
    public static SKTypeface Open()
    {
        using Stream font = typeof(EmbeddedTypeface).Assembly.GetManifestResourceStream("DejaVuSans-subset.ttf")
            ?? throw new InvalidOperationException("The typeface is missing from the program.");
        return SKTypeface.FromStream(font) ?? throw new InvalidOperationException("The typeface cannot be read.");
    }
}
