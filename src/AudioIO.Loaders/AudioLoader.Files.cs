namespace AudioIO;

public static partial class AudioLoader
{
    /// <summary>Opens many files as one recording, an array of floats in [−1, 1).</summary>
    /// <inheritdoc cref="Open{T}(IEnumerable{string}, AudioLoaderOptions?)"/>
    public static AudioLoader<float> Open(IEnumerable<string> paths, AudioLoaderOptions? options = null) => Open<float>(paths, options);

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
    /// A file is no recording that can be read, or does not fit the others, and the policy does not leave it out; or none is left.
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
