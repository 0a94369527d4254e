namespace AudioIO;

/// <summary>What a recording was opened from.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="Options">How it was opened.</param>
internal sealed record RecordingOrigin(ByteSource Bytes, AudioLoaderOptions Options);
