namespace AudioIO;

public static partial class AudioLoader
{
    /// <summary>Opens many files as one recording, an array of floats in [−1, 1).</summary>
    /// <inheritdoc cref="Open{T}(IEnumerable{string}, AudioLoaderOptions?)"/>
    public static AudioLoader<float> Open(IEnumerable<string> paths, AudioLoaderOptions? options = null) => Open<float>(paths, options);

    /// <summary>Opens the files of a folder as one recording that grows with it, an array of floats in [−1, 1).</summary>
    /// <inheritdoc cref="OpenFolder{T}(string, string, AudioLoaderOptions?)"/>
    public static AudioLoader<float> OpenFolder(string path, string pattern, AudioLoaderOptions? options = null) =>
        OpenFolder<float>(path, pattern, options);

    /// <summary>Opens a recording of many files that was opened before, without touching them, as an array of floats in [−1, 1).</summary>
    /// <inheritdoc cref="Open{T}(RecordingIndex, AudioLoaderOptions?)"/>
    public static AudioLoader<float> Open(RecordingIndex index, AudioLoaderOptions? options = null) => Open<float>(index, options);

    /// <summary>Opens many files as one recording, an array of the samples' type of choice.</summary>
    /// <typeparam name="T">
    /// <c>float</c> or <c>double</c>: integers scaled to [−1, 1), floats untouched. <c>int</c> or <c>short</c>: integers unscaled, where
    /// all files hold integers of the same number of bits and they fit.
    /// </typeparam>
    /// <param name="paths">Paths of the files, at least one; they may differ in format and encoding, not in rate and channels.</param>
    /// <param name="options">How files are ordered, joined and read; null for the defaults.</param>
    /// <returns>The array; dispose it to close the files.</returns>
    /// <exception cref="ArgumentException">There is no path, or one is empty.</exception>
    /// <exception cref="AudioFormatException">
    /// A file is no recording that can be read, or does not fit the others, and the policy does not leave it out; or none is left; or the
    /// order contradicts the start times (<see cref="FileOrder.Unspecified"/>).
    /// </exception>
    /// <exception cref="IOException">A file is missing or cannot be read, and the policy does not leave it out.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read, and the policy does not leave it out.</exception>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> cannot hold the samples of this recording.</exception>
    public static AudioLoader<T> Open<T>(IEnumerable<string> paths, AudioLoaderOptions? options = null)
        where T : unmanaged
    {
        // The array has a use of its own.
        using ConcatenatedSource source = ConcatenatedSource.Open(paths, options);
        return new AudioLoader<T>(source, options);
    }

    /// <summary>
    /// Opens the files of a folder as one recording, by start time where every file states one, else by name in natural order (<c>night2</c>
    /// before <c>night10</c>). It grows with the folder: <see cref="BufferedArray{T}.Refresh"/> appends files that were added, and what the
    /// last file has become longer. A file that would have to stand before the last one is left out and listed.
    /// </summary>
    /// <typeparam name="T">
    /// <c>float</c> or <c>double</c>: integers scaled to [−1, 1), floats untouched. <c>int</c> or <c>short</c>: integers unscaled, where
    /// all files hold integers of the same number of bits and they fit.
    /// </typeparam>
    /// <param name="path">Path of the folder; folders in it are not looked at, nor are hidden files.</param>
    /// <param name="pattern">Names of the files with <c>*</c> and <c>?</c>, without regard to case, as <c>*.wav</c>.</param>
    /// <param name="options">How files are ordered, joined and read; null for the defaults.</param>
    /// <returns>The array; dispose it to close the files.</returns>
    /// <exception cref="ArgumentException">The path or the pattern is empty, or the order is <see cref="FileOrder.AsGiven"/>.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">No file has such a name.</exception>
    /// <exception cref="AudioFormatException">
    /// A file is no recording that can be read, or does not fit the others, and the policy does not leave it out; or none is left.
    /// </exception>
    /// <exception cref="IOException">A file cannot be read, and the policy does not leave it out.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read, and the policy does not leave it out.</exception>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> cannot hold the samples of this recording.</exception>
    public static AudioLoader<T> OpenFolder<T>(string path, string pattern, AudioLoaderOptions? options = null)
        where T : unmanaged
    {
        // The array has a use of its own.
        using ConcatenatedSource source = ConcatenatedSource.OpenFolder(path, pattern, options);
        return new AudioLoader<T>(source, options);
    }

    /// <summary>
    /// Opens a recording of many files that was opened before, without touching them: each is compared with the index when it is first
    /// read.
    /// </summary>
    /// <typeparam name="T">
    /// <c>float</c> or <c>double</c>: integers scaled to [−1, 1), floats untouched. <c>int</c> or <c>short</c>: integers unscaled, where
    /// all files hold integers of the same number of bits and they fit.
    /// </typeparam>
    /// <param name="index">What is known of the files.</param>
    /// <param name="options">How files are ordered, joined and read; null for the defaults.</param>
    /// <returns>The array; dispose it to close the files.</returns>
    /// <exception cref="AudioFormatException">The files do not fit together, and the policy does not leave them out.</exception>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> cannot hold the samples of this recording.</exception>
    public static AudioLoader<T> Open<T>(RecordingIndex index, AudioLoaderOptions? options = null)
        where T : unmanaged
    {
        // The array has a use of its own.
        using ConcatenatedSource source = ConcatenatedSource.Open(index, options);
        return new AudioLoader<T>(source, options);
    }
}
