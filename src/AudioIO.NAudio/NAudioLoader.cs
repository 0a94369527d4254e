namespace AudioIO;

/// <summary>Opens recordings as <see cref="AudioLoader"/> does, those of <see cref="NAudioFormats"/> included.</summary>
public static class NAudioLoader
{
    /// <summary>Opens a recording as an array of floats in [−1, 1); samples of MP3 may lie beyond.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="options">How it is read; null for the defaults. The formats of this package are added to its own.</param>
    /// <returns>The array; dispose it to close the file.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="IOException">The path is a directory, cannot seek (a pipe), or the file cannot be read.</exception>
    /// <exception cref="AudioFormatException">The content is no recording that can be read; the message says what it is.</exception>
    public static AudioLoader<float> Open(string path, AudioLoaderOptions? options = null) => AudioLoader.Open(path, WithFormats(options));

    /// <summary>Opens several files as one recording, in the order given; they may be of different formats.</summary>
    /// <param name="paths">Paths of the files.</param>
    /// <param name="options">How they are read; null for the defaults. The formats of this package are added to its own.</param>
    /// <returns>The array; dispose it to close the files.</returns>
    /// <exception cref="ArgumentException">There is no path.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="AudioFormatException">A file is no recording that can be read, or does not fit to the others.</exception>
    public static AudioLoader<float> Open(IEnumerable<string> paths, AudioLoaderOptions? options = null) =>
        AudioLoader.Open(paths, WithFormats(options));

    private static AudioLoaderOptions WithFormats(AudioLoaderOptions? options)
    {
        options ??= AudioLoaderOptions.Default;
        return options with { Formats = [.. options.Formats.Union([NAudioFormats.Mp3, NAudioFormats.Aiff])] };
    }
}
