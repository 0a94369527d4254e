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
        if (_bytes.Length <= known.Recording.FileLength) return;
        // What is odd about the file was said when it was opened.
        FlacRecording found = FlacRecording.Measure(
            _bytes, new HeaderReader(_bytes, new DiagnosticLog()) { Start = known.Recording.Metadata.Start }, FlacLength.DefaultWholeWalkBytes);
        known.Recording.RequireSame(found, _bytes);
        // First what can be read, then what may be asked for.
        Volatile.Write(ref _state, new FlacState(found, CreatePool(found.Locator)));
        Info = found.Info;
    }
}
