using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using NLayer;

namespace AudioIO;

/// <summary>
/// Makes NLayer's decoders, with one table put right. In short blocks each of the three windows has a gain of its own; above the last band with scale
/// factors (from 12 kHz on at 44.1 kHz) NLayer takes that of the first window for all three, and is wrong by a factor of 4 and more behind attacks, as
/// lame's variable bit rates have them. The package asks for exactly the version that this is true of.
/// </summary>
internal static class NLayerDecoders
{
    private const int Bands = 13;
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic;

    /// <summary>Makes a decoder.</summary>
    /// <param name="stream">A header of the stream that it is for.</param>
    /// <exception cref="InvalidOperationException">This is another NLayer than the one that the package asks for.</exception>
    public static MpegFrameDecoder Create(Mp3Header stream)
    {
        NLayerTables.Require();
        var decoder = new MpegFrameDecoder();
        // It builds its tables for a sampling rate with the first Mp3Frame: one of silence.
        var silence = new Mp3DecoderFrame();
        silence.Set(stream, new byte[stream.SideInfoBytes], [], []);
        decoder.DecodeFrame(silence, new float[stream.FrameCount * stream.Channels].AsSpan());
        decoder.Reset();
        Correct(decoder);
        return decoder;
    }

    [DynamicDependency(DynamicallyAccessedMemberTypes.NonPublicFields, "NLayer.Decoder.LayerIIIDecoder", "NLayer")]
    private static void Correct(MpegFrameDecoder decoder)
    {
        Type? layer = Type.GetType("NLayer.Decoder.LayerIIIDecoder, NLayer");
        object? inner = typeof(MpegFrameDecoder).GetField("_layerIIIDecoder", Hidden)?.GetValue(decoder);
        if (layer?.GetField("_sfBandIndexS", Hidden)?.GetValue(inner) is not int[] { Length: Bands + 1 } bands
            || layer.GetField("_cbwLookupS", Hidden)?.GetValue(inner) is not byte[] windows
            || windows.Length != 3 * bands[Bands])
        {
            throw new InvalidOperationException($"{typeof(MpegFrameDecoder).Assembly.GetName()}: expected NLayer 3.0.1, which this package knows.");
        }
        for (int band = 0; band < Bands; band++)
        {
            int width = bands[band + 1] - bands[band];
            for (int line = 0; line < 3 * width; line++) windows[(3 * bands[band]) + line] = (byte)(line / width);
        }
    }
}
