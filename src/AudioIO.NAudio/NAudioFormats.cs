namespace AudioIO;

/// <summary>
/// Formats for <see cref="AudioLoaderOptions.Formats"/>, beside those that are read without being asked for. With them paths, joins, folders, streams and
/// bytes are opened as those of WAV and FLAC are:
/// <code>
/// var options = new AudioLoaderOptions { Formats = [.. AudioLoaderOptions.Default.Formats, NAudioFormats.Mp3, NAudioFormats.Aiff] };
/// using var nights = AudioLoader.OpenFolder("recordings", "*.mp3", options);
/// </code>
/// <see cref="NAudioLoader"/> opens with all of them.
/// </summary>
public static class NAudioFormats
{
    /// <summary>
    /// MP3: MPEG 1, 2 and 2.5 layer III, mono and stereo, 8 to 48 kHz, constant and variable bit rate, decoded by NLayer to <c>float</c> (or
    /// <c>double</c>). Every frame has the bits that decoding from the beginning gives. What the encoder put before and behind the recording is left out
    /// where it says so (LAME's tag), with an entry on <see cref="AudioSource.Diagnostics"/>. Free format and the layers I and II are refused by name.
    /// <para>
    /// Opening reads the headers of the whole file, for nothing else tells where a frame lies.
    /// </para>
    /// </summary>
    public static AudioFormat Mp3 { get; } = new Mp3Format();

    /// <summary>
    /// AIFF and AIFF-C with integers of 1 to 32 bits in either byte order, floats of 32 and 64 bits, A-law and µ-law; the samples as they are stored, as those
    /// of WAV. Compressed ones are refused by name.
    /// </summary>
    public static AudioFormat Aiff { get; } = new AiffFormat();
}
