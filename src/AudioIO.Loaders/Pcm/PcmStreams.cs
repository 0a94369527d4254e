namespace AudioIO;

/// <summary>Recordings and signals as streams of raw samples, for programs that take a <see cref="Stream"/>.</summary>
public static class PcmStreams
{
    /// <summary>
    /// The recording as a stream of raw samples, little-endian and interleaved. It seeks to any byte, has a position of its own beside other
    /// streams over the same recording, and keeps it open until the stream is disposed. A read that meets damage gives the sound bytes before
    /// it; only one that begins with damage fails.
    /// <para>
    /// Floats are samples as <see cref="AudioSource.Read{T}"/> gives them. Integers of n bits are x · 2^(n−1), rounded to the nearest (halfway
    /// to the even one) and clipped to n bits: what a recording stores in at most n bits is exact. NaN becomes 0.
    /// </para>
    /// </summary>
    /// <param name="source">The recording.</param>
    /// <param name="encoding"><see cref="AudioEncoding.IeeeFloat"/> or <see cref="AudioEncoding.PcmSigned"/>.</param>
    /// <param name="bitsPerSample">32 or 64 for floats; 16, 24 or 32 for integers.</param>
    /// <returns>A stream of your own.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no such samples to choose.</exception>
    /// <exception cref="ObjectDisposedException">The source was closed.</exception>
    public static Stream AsPcmStream(
        this AudioSource source, AudioEncoding encoding = AudioEncoding.IeeeFloat, int bitsPerSample = 32)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (IsFloat(encoding, bitsPerSample) && bitsPerSample == 32)
        {
            using Signal<float> floats = source.Signal<float>();
            return floats.AsPcmStream(encoding, bitsPerSample);
        }
        using Signal<double> doubles = source.Signal<double>();
        return doubles.AsPcmStream(encoding, bitsPerSample);
    }

    /// <summary>The signal as a stream of raw samples.</summary>
    /// <param name="signal">The signal; further dimensions follow each other as channels do.</param>
    /// <inheritdoc cref="AsPcmStream(AudioSource, AudioEncoding, int)"/>
    /// <param name="encoding"/><param name="bitsPerSample"/>
    public static Stream AsPcmStream(
        this Signal<float> signal, AudioEncoding encoding = AudioEncoding.IeeeFloat, int bitsPerSample = 32) =>
        Open(signal, encoding, bitsPerSample);

    /// <inheritdoc cref="AsPcmStream(Signal{float}, AudioEncoding, int)"/>
    public static Stream AsPcmStream(
        this Signal<double> signal, AudioEncoding encoding = AudioEncoding.IeeeFloat, int bitsPerSample = 64) =>
        Open(signal, encoding, bitsPerSample);

    private static PcmStream Open<T>(Signal<T> signal, AudioEncoding encoding, int bitsPerSample)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(signal);
        return new PcmStream(signal, new PcmFrames<T>(signal, IsFloat(encoding, bitsPerSample), bitsPerSample / 8));
    }

    private static bool IsFloat(AudioEncoding encoding, int bitsPerSample)
    {
        bool isFloat = encoding == AudioEncoding.IeeeFloat;
        if (!isFloat && encoding != AudioEncoding.PcmSigned)
            throw new ArgumentOutOfRangeException(nameof(encoding), encoding, "A stream has floats or signed integers.");
        if (isFloat ? bitsPerSample is not (32 or 64) : bitsPerSample is not (16 or 24 or 32))
            throw new ArgumentOutOfRangeException(nameof(bitsPerSample), bitsPerSample, "Floats have 32 or 64, integers 16, 24 or 32 bits.");
        return isFloat;
    }
}
