namespace AudioIO;

/// <summary>A named run of bytes in a file: a chunk of RIFF or Wave64, a metadata block of FLAC.</summary>
/// <param name="Id">Four characters for RIFF and Wave64 (<c>fmt </c>), the name in RFC 9639 for FLAC (<c>VORBIS_COMMENT</c>).</param>
/// <param name="Position">Position of the payload in bytes from the start of the file.</param>
/// <param name="Length">Length of the payload in bytes that lie within the file, whatever its header claims.</param>
internal readonly record struct Chunk(string Id, long Position, long Length);
