import { NodeCircleProgram, type NodeProgramType } from 'sigma/rendering';

/**
 * Shapes of nodes by their kind, so that they do not differ by colour alone: the same ones as in the legend. `distance` says in GLSL
 * how far the point `p` is outside of a shape that touches the circle of radius `r`; below 0 it is inside. Shapes have about the same
 * area if the radius is `scale` times that of a circle.
 */
export const SHAPES: Readonly<Record<string, { readonly distance: string; readonly scale: number }>> = {
  Organisation: { distance: 'length(p) - r', scale: 1 },
  Programme: { distance: 'max(abs(p.x), abs(p.y)) - 0.707 * r', scale: 1.25 },
  Partnership: { distance: '0.707 * (abs(p.x) + abs(p.y) - r)', scale: 1.25 },
  Person: { distance: 'max(-p.y, 0.866 * abs(p.x) + 0.5 * p.y) - 0.5 * r', scale: 1.5 },
};

/** Colours the inside of a shape with a soft edge. When the mouse is looked up, the colour is the id of the node: no edge. */
const fragmentShader = (distance: string): string => `
precision highp float;
varying vec4 v_color;
varying vec2 v_diffVector;
varying float v_radius;
uniform float u_correctionRatio;

void main(void) {
  vec2 p = v_diffVector;
  float r = v_radius;
  float outside = ${distance};
  #ifdef PICKING_MODE
  gl_FragColor = outside > 0.0 ? vec4(0.0) : v_color;
  #else
  gl_FragColor = mix(v_color, vec4(0.0), smoothstep(-2.0 * u_correctionRatio, 0.0, outside));
  #endif
}`;

const programOf = (distance: string): NodeProgramType =>
  class extends NodeCircleProgram {
    override getDefinition() {
      return { ...super.getDefinition(), FRAGMENT_SHADER_SOURCE: fragmentShader(distance) };
    }
  };

/** Programs of WebGL that draw nodes, by their kind. */
export const nodePrograms = (): Readonly<Record<string, NodeProgramType>> =>
  Object.fromEntries(Object.entries(SHAPES).map(([kind, { distance }]) => [kind, programOf(distance)]));
