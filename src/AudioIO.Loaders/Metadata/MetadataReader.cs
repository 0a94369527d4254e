namespace AudioIO;

/// <summary>
/// Reads all metadata of a file. Content never makes it throw: what cannot be understood becomes an entry among the diagnostics,
/// with its byte, and stays reachable as raw chunk. Only failures of the device do.
/// </summary>
/// <remarks>
/// <para>
/// In comes a <see cref="MetadataInput"/>: the bytes of a file and where its chunks (RIFF and its like) or blocks (FLAC) lie. Out goes a
/// <see cref="MetadataResult"/>: the tree of sections, keys and texts (<see cref="Metadata"/>), the markers, the start time, and for
/// recordings with gaps the stretches between them. Values stay the texts that they are in the file; numbers and dates are made of them
/// when they are asked for (<see cref="Quantity"/>, <see cref="DateTimeForms"/>).
/// </para>
/// <para>
/// Every chunk is read by itself, in the order of the file, into a <see cref="MetadataDraft"/>; only the code page comes first. What needs
/// several chunks waits until all are read: <see cref="MarkerCollection"/> joins cue points with their labels, <see
/// cref="StartTimeSearch"/> goes through what may tell the time in the order of belief.
/// </para>
/// <para>
/// Everything is bounded: <see cref="ChunkLoader"/> the bytes of a chunk and of all, <see cref="MetadataTree"/> the sections, values and
/// faults, <see cref="MarkerCollection"/> the markers, <see cref="IXml"/> the depth. Nothing is fetched from anywhere.
/// </para>
/// <para>
/// A further chunk is one file with a <see cref="ChunkReading"/>, and one line in the list of <see cref="ChunkKinds"/>; where it tells the
/// time, also one in that of <see cref="StartTimeSearch"/>. A further kind of file name is a line in the list of <see
/// cref="FileNameTimes"/>, a further way to write a date one in that of <see cref="DateTimeForms"/>.
/// </para>
/// </remarks>
internal static class MetadataReader
{
    public static MetadataResult Read(MetadataInput input)
    {
        var draft = new MetadataDraft(input);
        draft.Chunks = [.. input.Chunks.Select(chunk => ApplicationBlock.ForeignChunk(chunk, draft) ?? chunk)];
        foreach (Chunk chunk in draft.Chunks.OrderBy(chunk => CodePageChunk.Is(chunk) ? 0 : 1))
        {
            if (draft.Tree.IsFull) break;
            ChunkKinds.Read(chunk, draft);
        }
        MetadataChunk[] raw = [.. input.Chunks.Select(chunk => new MetadataChunk(input.Bytes, chunk.Id, chunk.Position, chunk.Length))];
        var metadata = new Metadata(draft.Tree.Sections, raw);
        return new MetadataResult
        {
            Metadata = metadata,
            Markers = draft.Markers.Join(input.Frames),
            StartTime = new StartTimeSearch(metadata, input.Rate, input.Bytes.Path, draft.Tree).Find(),
            Stretches = draft.Stretches,
        };
    }
}
