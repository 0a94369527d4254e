namespace AudioIO;

/// <summary>A file of a recording, or a stretch of one that says when it began.</summary>
/// <param name="File">Index of the file.</param>
/// <param name="StartFrame">First frame of the piece in the file.</param>
/// <param name="FrameCount">Number of frames, from 0.</param>
/// <param name="StartTime">When it began; null where nothing tells.</param>
/// <param name="Silence">Number of silent frames before it, where the recorder counted them.</param>
internal readonly record struct JoinedPiece(int File, long StartFrame, long FrameCount, StartTime? StartTime, long? Silence);
