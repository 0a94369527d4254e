namespace AudioIO.Samples;

internal static class FlacParallelRead
{
    public static void Read<T>(FlacReaderPool readers, AudioIO.Decoding.Flac.FlacStreamFormat format, int maxThreads, long startFrame, Span<T> destination)
        where T : unmanaged
    {
        _ = maxThreads; _ = format;
        FlacFrameReader reader = readers.Rent(startFrame);
        try
        {
            reader.Read(startFrame, destination);
        }
        finally
        {
            readers.Return(reader);
        }
    }
}
