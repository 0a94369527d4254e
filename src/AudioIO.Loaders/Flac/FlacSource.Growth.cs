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
        FlacState known = _state;
        long length = _bytes.Length;
        // An encoder that is done completes STREAMINFO, and the file becomes no longer.
        bool isNew = length > known.Recording.FileLength ||
            (length == known.Recording.FileLength && known.Recording.Metadata.HasOtherStreamInfo(_bytes));
        if (!isNew) return;
        var said = new DiagnosticLog();
        FlacRecording found = Measure(known.Recording.Metadata.Start, said);
        known.Recording.RequireSame(found, _bytes);
        // First what can be read, then what may be asked for.
        Volatile.Write(ref _state, new FlacState(found, CreatePool(found.Locator)));
        Remeasured(_said, said, known.Recording.Locator?.DoubtfulFrame ?? 0);
        _said = said;
        Info = found.Info;
        ForgetDescription();
    }

    /// <exception cref="AudioFormatException">It is no FLAC recording any more.</exception>
    private FlacRecording Measure(long start, DiagnosticLog said)
    {
        try
        {
            return FlacRecording.Measure(_bytes, new HeaderReader(_bytes, said) { Start = start }, FlacLength.DefaultWholeWalkBytes);
        }
        catch (AudioFormatException fault)
        {
            throw AudioFormatException.OfReplaced(fault);
        }
    }
}
