using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AudioIO.Benchmarks.Peers;

/// <summary>libFLAC, the reference decoder, without its MD5 check.</summary>
internal static unsafe partial class LibFlac
{
    /// <summary>Decodes a whole file. The integers stay in libFLAC's planar buffers: it is spared the conversion that AudioIO does.</summary>
    /// <returns>Number of frames.</returns>
    public static long Decode(string path)
    {
        nint decoder = New();
        long frames = 0;
        _ = SetMd5Checking(decoder, 0);
        if (InitFile(decoder, path, &OnWrite, 0, &OnError, (nint)(&frames)) != 0 || ProcessUntilEnd(decoder) == 0)
            throw new InvalidOperationException($"libFLAC does not decode {path}.");
        Delete(decoder);
        return frames;
    }

    // The first field of FLAC__Frame is the block size of its header.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnWrite(nint decoder, uint* frame, int** samples, nint client)
    {
        *(long*)client += *frame;
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnError(nint decoder, int status, nint client)
    {
    }

    [LibraryImport(NativeLibraries.Flac, EntryPoint = "FLAC__stream_decoder_new")]
    private static partial nint New();

    [LibraryImport(NativeLibraries.Flac, EntryPoint = "FLAC__stream_decoder_delete")]
    private static partial void Delete(nint decoder);

    [LibraryImport(NativeLibraries.Flac, EntryPoint = "FLAC__stream_decoder_set_md5_checking")]
    private static partial int SetMd5Checking(nint decoder, int value);

    [LibraryImport(NativeLibraries.Flac, EntryPoint = "FLAC__stream_decoder_init_file", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int InitFile(
        nint decoder,
        string path,
        delegate* unmanaged[Cdecl]<nint, uint*, int**, nint, int> write,
        nint metadata,
        delegate* unmanaged[Cdecl]<nint, int, nint, void> error,
        nint client);

    [LibraryImport(NativeLibraries.Flac, EntryPoint = "FLAC__stream_decoder_process_until_end_of_stream")]
    private static partial int ProcessUntilEnd(nint decoder);
}
