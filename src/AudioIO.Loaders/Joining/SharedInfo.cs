namespace AudioIO;

/// <summary>What several files have in common.</summary>
internal static class SharedInfo
{
    /// <summary>Why a file cannot follow another in one recording, as <c>what: expected x, found y</c>; null where it can.</summary>
    public static string? Mismatch(AudioInfo expected, AudioInfo found)
    {
        if (found.Channels != expected.Channels) return $"Channels: expected {expected.Channels}, found {found.Channels}";
        // Exact: rates are read, not computed, and a recording has one.
        return found.Rate != expected.Rate ? $"Rate: expected {expected.Rate} Hz, found {found.Rate} Hz" : null;
    }

    /// <summary>Whether a file is read as it was described before, as <c>what: expected x, found y</c>; null where it is.</summary>
    public static string? Change(AudioInfo expected, AudioInfo found)
    {
        if (Mismatch(expected, found) is { } mismatch) return mismatch;
        if (found.Frames != expected.Frames) return $"Frames: expected {expected.Frames}, found {found.Frames}";
        return found.Encoding != expected.Encoding || found.BitsPerSample != expected.BitsPerSample
            ? $"Encoding: expected {expected.BitsPerSample}-bit {expected.Encoding}, found {found.BitsPerSample}-bit {found.Encoding}"
            : null;
    }

    /// <summary>
    /// Describes the files as one. Integers stay integers only where all files have the same number of bits: the scale of a sample is one.
    /// </summary>
    /// <param name="files">At least one; all agree on rate and channels.</param>
    /// <param name="frames">Number of all frames.</param>
    public static AudioInfo Combine(IReadOnlyList<AudioInfo> files, long frames)
    {
        AudioInfo first = files[0];
        bool haveSameBits = files.All(file => file.BitsPerSample == first.BitsPerSample);
        AudioEncoding encoding = files switch
        {
            _ when files.All(file => file.Encoding == AudioEncoding.IeeeFloat) => AudioEncoding.IeeeFloat,
            _ when haveSameBits && files.All(file => file.Encoding == first.Encoding) => first.Encoding,
            _ when !haveSameBits || !files.All(file => file.IsInteger) => AudioEncoding.Mixed,
            _ => AudioEncoding.PcmSigned, // what all other codings are decoded to
        };
        return new AudioInfo
        {
            Format = AudioInfo.JoinedFormat,
            Encoding = encoding,
            BitsPerSample = files.Max(file => file.BitsPerSample),
            ValidBitsPerSample = files.Max(file => file.ValidBitsPerSample),
            Rate = first.Rate,
            Channels = first.Channels,
            Frames = frames,
            ChannelMask = files.All(file => file.ChannelMask == first.ChannelMask) ? first.ChannelMask : 0,
        };
    }
}
