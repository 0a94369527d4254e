namespace AudioIO;

/// <content>
/// A file that an encoder is still writing: its FlacFrames are counted from the end of the file, whatever its header says of their number,
/// and one that is there in part waits for the rest.
/// </content>
public sealed partial class FlacSource
{
    /// <inheritdoc/>
    protected override void RefreshFrames()
    {
        _bytes.Refresh();
        long length = _bytes.Length;
        if (length <= _measuredLength) return;
        // What is odd about the file was said when it was opened.
        var log = new DiagnosticLog();
        FlacMetadata metadata = FlacMetadata.Read(_bytes, _metadata.Start, log);
        FlacFrameLocator? locator = FlacOpening.Locate(_bytes, metadata, FlacLength.DefaultWholeWalkBytes, log);
        AudioInfo info = CreateInfo(metadata.StreamInfo, locator);
        // The depth of a recording without a frame was only what its header claimed.
        bool hasDepth = Info.Frames > 0;
        (string expected, string found) = (Description(Info, _metadata, hasDepth), Description(info, metadata, hasDepth));
        if (found != expected)
        {
            throw new AudioFormatException(
                AudioFormatErrorKind.Malformed, $"Recording that was open at byte 0: expected {expected}, found {found}", 0, _bytes.Path);
        }
        if (locator is not null && info.Frames > Info.Frames)
        {
            // First what can be read, then what may be asked for.
            ReadThrough(locator);
            Info = info;
        }
        _metadata = metadata;
        _measuredLength = length;
    }

    private static string Description(AudioInfo info, FlacMetadata metadata, bool hasDepth) =>
        $"{info.Channels} channels at {info.Rate} Hz{(hasDepth ? $", {info.BitsPerSample} bits" : "")}, from byte {metadata.AudioPosition}";
}
