namespace AudioIO.Overviews;

/// <summary>The bytes of an overview's file. Read by any number of threads, written by one at a time, between the two calls.</summary>
internal interface ISidecarBytes : IDisposable
{
    string Path { get; }

    /// <summary>Reads until the span is full or the file ends.</summary>
    /// <returns>Number of bytes; 0, too, where there is no file.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    int Read(long position, Span<byte> bytes);

    /// <summary>Opens the file for writing, or makes it.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    void BeginWriting();

    void Write(long position, ReadOnlySpan<byte> bytes);

    /// <summary>Makes the file empty.</summary>
    void Clear();

    void EndWriting();
}
